import { Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AiQuota } from '@/api/ai';
import { estimateQuery } from '@/api/builder';
import classes from './builder.module.css';
import { isUsedUp } from './making';
import type { Source } from './store';
import { strings } from './strings';
import { takesInWords, USUAL_BRANCHES } from './Takes';
import { untilInWords } from './words';

interface MakerChoiceProps {
  quota: AiQuota;
  source: Source;
  choose: (source: Source) => void;
}

/** Who shall make the flow, each with what it takes: a model, while the plan allows one, or the built-in playbook. */
export function MakerChoice({ quota, source, choose }: MakerChoiceProps) {
  const t = strings.useText();
  const usedUp = isUsedUp(quota, false);
  return (
    <Radio.Group
      label={t('maker')}
      value={source}
      onChange={(value) => choose(value === 'playbook' ? 'playbook' : 'model')}
    >
      <div className={classes.makers}>
        <Radio value="model" label={quota.label} disabled={usedUp} description={<OfModel quota={quota} />} />
        <Radio value="playbook" label={t('source_playbook')} description={t('playbookTakes')} />
      </div>
    </Radio.Group>
  );
}

function OfModel({ quota }: { quota: AiQuota }) {
  const t = strings.useText();
  const estimate = useQuery(estimateQuery(USUAL_BRANCHES));
  const until = untilInWords(quota.resets_at);
  if (isUsedUp(quota, false)) return <>{t('usedUp', { until })}</>;
  const left = t('flowsLeft', { count: quota.flows.left, until });
  if (estimate.isPending) return <>{t('pricing')}</>;
  const takes = takesInWords(estimate.data, 'flow');
  return <>{takes ? `${t('takesFlow', { takes })} ${left}.` : `${left}.`}</>;
}
