import { Alert, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type AiQuota, aiQuotaQuery } from '@/api/ai';
import { troubleOf } from '@/api/problem';
import { dollars } from '@/lib/dollars';
import { exactDate } from '@/lib/time';
import { Loaded } from '@/ui/Loaded';
import { Panel } from '@/ui/Panel';
import classes from '../settings.module.css';
import own from './ai.module.css';
import { strings } from './strings';

/** A plan in words: the one that comes with the product by its name, others as whoever made them calls them. */
export function planName(plan: string): string {
  if (plan === 'self_hosted') return strings.text('selfHosted');
  const words = plan.replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What the plan still allows in this period. */
export function QuotaPanel({ plan }: { plan: string }) {
  const t = strings.useText();
  const query = useQuery(aiQuotaQuery);
  return (
    <div className={classes.form}>
      <Panel title={t('quotaTitle')}>
        <Loaded query={query} explain={troubleOf} lines={3}>
          {(quota) => <Left quota={quota} plan={plan} />}
        </Loaded>
      </Panel>
    </div>
  );
}

function Left({ quota, plan }: { quota: AiQuota; plan: string }) {
  const t = strings.useText();
  const of = ({ left, limit }: AiQuota['flows']): string => t('leftOf', { left, limit });
  const lines = [
    { label: t('flows'), value: of(quota.flows) },
    { label: t('walks'), value: of(quota.walks) },
    {
      label: t('money'),
      value: t('spentOf', { spent: dollars(quota.cost), limit: dollars(quota.cost_limit) }),
    },
  ];
  return (
    <Stack gap="sm">
      {quota.trouble && <Alert color="yellow">{t(quota.trouble)}</Alert>}
      <dl className={own.figures}>
        {lines.map((line) => (
          <div key={line.label}>
            <dt>{line.label}</dt>
            <dd>{line.value}</dd>
          </div>
        ))}
      </dl>
      <Text size="sm" c="dimmed">
        {t('quotaPlan', { plan: planName(plan), when: exactDate(quota.resets_at) })} {t('quotaFree')}
      </Text>
    </Stack>
  );
}
