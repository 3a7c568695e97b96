import { Button, Text } from '@mantine/core';
import type { AiQuota } from '@/api/ai';
import classes from './builder.module.css';
import { SourceLabel } from './SourceLabel';
import { strings } from './strings';
import { costInWords, untilInWords } from './words';

/** What one flow has used so far. */
export interface SpentSoFar {
  cost: number;
  /** Calls whose price is not known. */
  unpriced: number;
  calls: number;
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
          {spent.unpriced > 0 ? t('costUnknown') : t('costSoFar', { cost: costInWords(spent.cost) })}
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

function Left({ quota, spent }: { quota: AiQuota; spent?: SpentSoFar }) {
  const t = strings.useText();
  const until = untilInWords(quota.resets_at);
  if (spent !== undefined && spent.calls > 0) {
    return <span>{t('callsLeft', { used: spent.calls, limit: quota.calls_per_flow })}</span>;
  }
  return <span>{t('flowsLeft', { count: quota.flows.left, until })}</span>;
}

/** Why the model is better not asked now. */
export function QuotaTrouble({ quota }: { quota: AiQuota }) {
  const t = strings.useText();
  if (quota.trouble === null) return null;
  const until = untilInWords(quota.resets_at);
  const words = {
    quota_spent: t(quota.playbook_too ? 'quotaSpent' : 'quotaSpentAlone', { until }),
    provider_down: t('providerDown'),
    misconfigured: t('misconfigured'),
  };
  return (
    <Text size="sm" role="status" c="var(--mantine-color-error)">
      {words[quota.trouble]}
    </Text>
  );
}
