import { Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type AuditEvent, auditQuery } from '@/api/audit';
import { may, useMe } from '@/api/me';
import { moreOf, rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { roleName } from '@/api/roles';
import { directoryQuery } from '@/api/users';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { Time } from '@/ui/Time';
import { AuditFilters } from './AuditFilters';
import { nextDay, startOfDay } from './days';
import { detailLines } from './details';
import { auditRoute } from './index';
import { strings } from './strings';
import { actionInWords } from './words';

export function AuditPage() {
  const t = strings.useText();
  const me = useMe();
  if (may(me, 'manage_account')) return <Log />;
  return (
    <>
      <PageHeader title={t('audit')} />
      <EmptyState sentence={t('notAllowed', { role: roleName(me.account_role) })} />
    </>
  );
}

function Log() {
  const t = strings.useText();
  const navigate = useNavigate();
  const search = auditRoute.useSearch();
  const query = useInfiniteQuery(
    auditQuery({
      action: search.action,
      user_id: search.person,
      from: search.from && startOfDay(search.from),
      to: search.to && startOfDay(nextDay(search.to)),
    }),
  );
  const filtered = Object.values(search).some((value) => value !== undefined);
  const clear = (): void => void navigate({ to: '/audit', search: {} });
  return (
    <>
      <PageHeader title={t('audit')} description={t('intro')} />
      <Stack>
        <AuditFilters />
        <Loaded query={query} explain={troubleOf} lines={8}>
          {(data) => {
            const rows = rowsOf(data);
            if (rows.length > 0) return <AuditTable rows={rows} more={moreOf(query)} />;
            return filtered ? (
              <EmptyState sentence={t('nothing')} action={{ label: t('clear'), run: clear }} />
            ) : (
              <EmptyState sentence={t('empty')} />
            );
          }}
        </Loaded>
      </Stack>
    </>
  );
}

function AuditTable({ rows, more }: { rows: readonly AuditEvent[]; more: ReturnType<typeof moreOf> }) {
  const t = strings.useText();
  const people = useQuery(directoryQuery).data;
  const nameOf = (id: string): string | null => people?.find((person) => person.id === id)?.name ?? null;
  const columns: Column<AuditEvent>[] = [
    { key: 'when', header: t('when'), numeric: true, cell: (event) => <Time iso={event.created_at} exact /> },
    { key: 'who', header: t('who'), cell: (event) => event.user_name ?? t('somebody') },
    { key: 'what', header: t('what'), cell: (event) => actionInWords(event.action) },
    {
      key: 'details',
      header: t('details'),
      wide: true,
      cell: (event) => (
        <Text size="xs" c="dimmed" component="div">
          {detailLines(event, nameOf).map((line) => (
            <div key={line}>{line}</div>
          ))}
        </Text>
      ),
    },
  ];
  return (
    <DataTable
      label={t('audit')}
      rows={rows}
      rowKey={(event) => event.id}
      columns={columns}
      plain
      {...more}
    />
  );
}
