import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ESCALATION_STATES, type EscalationState, escalationsQuery } from '@/api/escalations';
import { moreOf, rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import type { WalkBrief } from '@/api/walks';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { Time } from '@/ui/Time';
import { escalationsRoute } from '../index';
import { strings } from '../strings';
import { nameOf } from '../ticketLabel';
import classes from '../walks.module.css';

/** What was handed over, newest first, by where it stands. */
export function EscalationsPage() {
  const t = strings.useText();
  const navigate = useNavigate();
  const { state = 'open' } = escalationsRoute.useSearch();
  const escalations = useInfiniteQuery({ ...escalationsQuery(state), refetchInterval: 15_000 });
  const choose = (next: string): void =>
    void navigate({ to: '/escalations', search: { state: next as EscalationState } });
  return (
    <>
      <PageHeader title={t('escalations')} description={t('escalationsIntro')} />
      <Stack>
        <SegmentedControl
          aria-label={t('escalations')}
          w="fit-content"
          value={state}
          onChange={choose}
          data={ESCALATION_STATES.map((value) => ({ value, label: t(value) }))}
        />
        <Loaded query={escalations} explain={troubleOf}>
          {(data) => {
            const rows = rowsOf(data);
            if (rows.length === 0) return <EmptyState sentence={t('escalationsEmpty')} />;
            return (
              <DataTable
                label={t('escalations')}
                rows={rows}
                rowKey={(row) => row.id}
                columns={columns(t, state)}
                {...moreOf(escalations)}
              />
            );
          }}
        </Loaded>
      </Stack>
    </>
  );
}

function columns(t: ReturnType<typeof strings.useText>, state: EscalationState): Column<WalkBrief>[] {
  const all: Column<WalkBrief>[] = [
    {
      key: 'problem',
      header: t('problemColumn'),
      cell: (row) => (
        <>
          <Link to="/walks/$walkId" params={{ walkId: row.id }} className={classes.rowLink} data-list-item>
            {nameOf(row)}
          </Link>
          {row.escalation_reason && (
            <Text size="sm" c="dimmed" lineClamp={2}>
              {row.escalation_reason}
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'ticket',
      header: t('ticketColumn'),
      cell: (row) => row.ticket.number ?? row.ticket.id,
      numeric: true,
      wide: true,
    },
    {
      key: 'reason',
      header: t('reasonColumn'),
      cell: (row) => (row.escalation_reason_category ? t(row.escalation_reason_category as 'other') : ''),
      wide: true,
    },
    { key: 'from', header: t('fromColumn'), cell: (row) => row.created_by.name, numeric: true, wide: true },
    {
      key: 'with',
      header: t('withColumn'),
      cell: (row) => row.assigned_to?.name ?? t('nobodyYet'),
      wide: true,
    },
    {
      key: 'since',
      header: t('whenColumn'),
      cell: (row) => row.escalated_at && <Time iso={row.escalated_at} />,
      numeric: true,
    },
  ];
  return all.filter((column) => column.key !== 'with' || state !== 'open');
}
