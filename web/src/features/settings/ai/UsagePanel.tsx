import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type AiUsage, aiUsageQuery, type TaskUsage } from '@/api/ai';
import { troubleOf } from '@/api/problem';
import { dollars } from '@/lib/dollars';
import { type Column, DataTable } from '@/ui/DataTable';
import { Loaded } from '@/ui/Loaded';
import { Panel } from '@/ui/Panel';
import { strings } from './strings';

interface Line {
  task: string;
  today: Sum;
  period: Sum;
}
type Sum = Pick<TaskUsage, 'calls' | 'failed' | 'unpriced' | 'cost'>;

const NOTHING: Sum = { calls: 0, failed: 0, unpriced: 0, cost: 0 };
const ALL = 'total';

function added(rows: readonly Sum[]): Sum {
  return rows.reduce(
    (sum, row) => ({
      calls: sum.calls + row.calls,
      failed: sum.failed + row.failed,
      unpriced: sum.unpriced + row.unpriced,
      cost: sum.cost + row.cost,
    }),
    NOTHING,
  );
}

/** One line a task, and at the end all of them together. */
export function linesOf(usage: AiUsage): Line[] {
  const lines = usage.period.map((period) => ({
    task: period.task,
    period,
    today: usage.today.find((one) => one.task === period.task) ?? NOTHING,
  }));
  const total = { task: ALL, today: added(usage.today), period: added(usage.period) };
  return lines.length > 1 ? [...lines, total] : lines;
}

const TASKS = ['scaffold', 'branch_detail', 'next_node', 'ahead', 'test', ALL] as const;

/** What each task used today and in this period. */
export function UsagePanel() {
  const t = strings.useText();
  const query = useQuery(aiUsageQuery);
  const taskName = (task: string): string => {
    const known = TASKS.find((one) => one === task);
    return known ? t(known) : task;
  };
  const said = (sum: Sum): string => {
    const calls =
      sum.failed > 0 ? t('callsAndFailed', { calls: sum.calls, failed: sum.failed }) : String(sum.calls);
    const cost = sum.calls > 0 && sum.unpriced === sum.calls ? t('costUnknown') : dollars(sum.cost);
    return `${cost} (${calls})`;
  };
  const columns: Column<Line>[] = [
    { key: 'task', header: t('task'), cell: (line) => taskName(line.task) },
    { key: 'today', header: t('today'), numeric: true, cell: (line) => said(line.today) },
    { key: 'period', header: t('period'), numeric: true, cell: (line) => said(line.period) },
  ];
  return (
    <Loaded query={query} explain={troubleOf} lines={3}>
      {(usage) =>
        usage.period.length === 0 ? (
          <Panel title={t('usageTitle')}>
            <Text size="sm">{t('noUsage')}</Text>
          </Panel>
        ) : (
          <Panel title={t('usageTitle')}>
            <DataTable
              plain
              label={t('usageTitle')}
              rows={linesOf(usage)}
              rowKey={(line) => line.task}
              columns={columns}
            />
          </Panel>
        )
      }
    </Loaded>
  );
}
