import { Button, Text } from '@mantine/core';
import type { AiQuota } from '@/api/ai';
import classes from './builder.module.css';
import { isUsedUp } from './making';
import { SourceLabel } from './SourceLabel';
import { strings } from './strings';
import { costInWords, tokensInWords, untilInWords } from './words';

/** What one flow has used so far. */
export interface SpentSoFar {
  cost: number;
  /** Calls whose price is not known. */
  unpriced: number;
  calls: number;
  /** Calls that the provider took something for: the others use none of the flow's up. */
  counted: number;
  tokens: number;
}

interface QuotaDisplayProps {
  quota: AiQuota;
  /** Who makes what is made next. */
  source: 'model' | 'playbook';
  spent?: SpentSoFar;
  /** Lets the person choose who makes what is made next, where both can. */
  choose?: (source: 'model' | 'playbook') => void;
}

/** Who makes things, what it has cost, what is left: seen before anything is spent, and as it grows. */
export function QuotaDisplay({ quota, source, spent, choose }: QuotaDisplayProps) {
  const t = strings.useText();
  return (
    <div className={classes.quota}>
      <span className="rf-hidden">{t('madeBy')}</span>
      <SourceLabel source={source} model={quota.source === 'model' ? quota.label : null} />
      {spent !== undefined && (source === 'model' || spent.calls > 0) && (
        <span aria-live="polite" data-cost>
          {spentInWords(spent)}
        </span>
      )}
      {source === 'playbook' && !spent?.calls && <span>{t('costNothing')}</span>}
      {source === 'model' && <Left quota={quota} spent={spent} />}
      {choose && quota.source === 'model' && quota.playbook_too && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => choose(source === 'model' ? 'playbook' : 'model')}
        >
          {source === 'model' ? t('withPlaybook') : t('withModel', { model: quota.label })}
        </Button>
      )}
    </div>
  );
}

/** What was paid; tokens where no call has a known price. */
export function spentInWords(spent: SpentSoFar): string {
  const cost = costInWords(spent.cost);
  if (spent.unpriced === 0) return strings.text('costSoFar', { cost });
  if (spent.cost > 0) return strings.text('costPartly', { cost });
  return strings.text('costUnknown', { tokens: tokensInWords(spent.tokens) });
}

function Left({ quota, spent }: { quota: AiQuota; spent?: SpentSoFar }) {
  const t = strings.useText();
  const until = untilInWords(quota.resets_at);
  if (spent !== undefined && spent.calls > 0) {
    return <span>{t('callsLeft', { used: spent.counted, limit: quota.calls_per_flow })}</span>;
  }
  return <span>{t('flowsLeft', { count: quota.flows.left, until })}</span>;
}

interface QuotaTroubleProps {
  quota: AiQuota;
  /** Whether the flow in question is among those that the plan counts. */
  counts?: boolean;
}

/** Why the model is better not asked now. */
export function QuotaTrouble({ quota, counts = false }: QuotaTroubleProps) {
  const t = strings.useText();
  const trouble = isUsedUp(quota, counts) ? 'quota_spent' : quota.trouble;
  if (trouble === null) return null;
  const until = untilInWords(quota.resets_at);
  const words = {
    quota_spent: t(quota.playbook_too ? 'quotaSpent' : 'quotaSpentAlone', { until }),
    provider_down: t('providerDown'),
    misconfigured: t('misconfigured'),
  };
  return (
    <Text size="sm" role="status" c="var(--mantine-color-error)">
      {words[trouble]}
    </Text>
  );
}
