import { Checkbox, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type AiCall, aiCallsQuery } from '@/api/ai';
import { moreOf, rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { dollars } from '@/lib/dollars';
import { type Column, DataTable } from '@/ui/DataTable';
import { Loaded } from '@/ui/Loaded';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { strings } from './strings';

const ERRORS = [
  'overloaded',
  'rate_limited',
  'timeout',
  'refused',
  'truncated',
  'invalid_output',
  'budget',
  'unavailable',
  'cancelled',
  'lost',
] as const;
const TASKS = ['scaffold', 'branch_detail', 'next_node', 'ahead', 'test'] as const;

/** Each call to a provider, the newest first. */
export function CallList() {
  const t = strings.useText();
  const [failed, setFailed] = useState(false);
  const query = useInfiniteQuery(aiCallsQuery(failed));
  const ended = ({ error }: AiCall): string => {
    if (error === null) return t('fine');
    if (error === 'misconfigured') return t('keyRefused');
    const known = ERRORS.find((one) => one === error);
    return known ? t(known) : t('otherError', { error });
  };
  const taskName = (task: string): string => {
    const known = TASKS.find((one) => one === task);
    return known ? t(known) : task;
  };
  const columns: Column<AiCall>[] = [
    { key: 'when', header: t('when'), numeric: true, cell: (call) => <Time iso={call.created_at} /> },
    { key: 'who', header: t('who'), wide: true, cell: (call) => call.user_name ?? t('removedPerson') },
    { key: 'task', header: t('task'), cell: (call) => taskName(call.task) },
    { key: 'model', header: t('modelColumn'), wide: true, cell: (call) => call.model },
    {
      key: 'tokens',
      header: t('tokens'),
      numeric: true,
      wide: true,
      cell: (call) =>
        `${call.input_tokens + call.cache_read_tokens + call.cache_write_tokens} / ${call.output_tokens}`,
    },
    {
      key: 'cost',
      header: t('cost'),
      numeric: true,
      cell: (call) => (call.cost === null ? t('costUnknown') : dollars(call.cost)),
    },
    { key: 'outcome', header: t('outcome'), cell: ended },
  ];
  return (
    <Panel title={t('callsTitle')}>
      <Stack gap="sm">
        <Checkbox
          label={t('onlyFailed')}
          checked={failed}
          onChange={(event) => setFailed(event.currentTarget.checked)}
        />
        <Loaded query={query} explain={troubleOf} lines={3}>
          {(data) =>
            rowsOf(data).length === 0 ? (
              <Text size="sm">{t(failed ? 'noFailed' : 'noCalls')}</Text>
            ) : (
              <DataTable
                label={t('callsTitle')}
                rows={rowsOf(data)}
                rowKey={(call) => call.id}
                columns={columns}
                plain
                {...moreOf(query)}
              />
            )
          }
        </Loaded>
      </Stack>
    </Panel>
  );
}
