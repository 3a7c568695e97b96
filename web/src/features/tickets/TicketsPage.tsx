import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { moreOf, rowsOf } from '@/api/paging';
import { isProblem, troubleOf } from '@/api/problem';
import { type TicketBrief, type TicketFilter, ticketsQuery, useTakeNext } from '@/api/tickets';
import { useActions } from '@/lib/keys/useActions';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { IconPlus } from '@/ui/icons';
import { Keys } from '@/ui/Keys';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { Time } from '@/ui/Time';
import { notifyDone, notifyProblem } from '@/ui/toast';
import { type QueueSearch, ticketsRoute } from './index';
import { NewTicketDialog } from './NewTicketDialog';
import { QueueFilters } from './QueueFilters';
import { strings } from './strings';
import classes from './tickets.module.css';

/** All tickets, found by search and filters that stand in the address. */
export function TicketsPage() {
  const t = strings.useText();
  const navigate = useNavigate();
  const search = ticketsRoute.useSearch();
  const tickets = useInfiniteQuery({ ...ticketsQuery(filterOf(search)), placeholderData: keepPreviousData });
  const [making, { open, close }] = useDisclosure(false);
  const takeNext = useTakeNext((ticket) => {
    notifyDone(t('tookNext', { title: ticket.title }));
    void navigate({ to: '/tickets/$ticketId', params: { ticketId: ticket.id } });
  });
  const next = (): void => takeNext.mutate(undefined, { onError: explain(t) });
  useActions([
    { id: 'ticket.new', label: t('newTicket'), group: t('tickets'), keys: 'a', run: open },
    { id: 'ticket.next', label: t('takeNext'), group: t('tickets'), keys: 't', run: next },
  ]);
  const narrow = (part: Partial<typeof search>): void =>
    void navigate({ to: '/tickets', search: { ...search, ...part }, replace: true });
  const filtered = Object.values({ ...search, sort: undefined }).some(Boolean);
  return (
    <>
      <PageHeader
        title={t('tickets')}
        description={t('intro')}
        actions={
          <>
            <Button
              variant="default"
              rightSection={<Keys keys="t" />}
              loading={takeNext.isPending}
              onClick={next}
            >
              {t('takeNext')}
            </Button>
            <Button leftSection={<IconPlus />} rightSection={<Keys keys="a" />} onClick={open}>
              {t('addTicket')}
            </Button>
          </>
        }
      />
      <Stack>
        <QueueFilters search={search} narrow={narrow} />
        <Loaded query={tickets} explain={troubleOf} lines={8}>
          {(data) => {
            const rows = rowsOf(data);
            if (rows.length === 0) {
              return (
                <EmptyState
                  sentence={filtered ? t('empty') : t('emptyAll')}
                  action={
                    filtered
                      ? { label: t('showAll'), run: () => narrow(EVERYTHING) }
                      : { label: t('firstTicket'), run: open, keys: 'a' }
                  }
                />
              );
            }
            return (
              <DataTable
                label={t('tickets')}
                rows={rows}
                rowKey={(row) => row.id}
                columns={columns(t)}
                {...moreOf(tickets)}
              />
            );
          }}
        </Loaded>
      </Stack>
      {making && <NewTicketDialog onClose={close} />}
    </>
  );
}

/** Search and filters taken away; the order stays. */
const EVERYTHING: QueueSearch = {
  search: undefined,
  status: undefined,
  priority: undefined,
  client: undefined,
  mine: undefined,
  unassigned: undefined,
};

function filterOf({ status, client, ...rest }: QueueSearch): TicketFilter {
  const kind = status === 'undone' ? { undone: true } : { status };
  return { ...rest, ...kind, client_id: client };
}

const explain =
  (t: ReturnType<typeof strings.useText>) =>
  (error: Error): void => {
    if (isProblem(error, 'queue_empty')) notifyDone(t('queueEmpty'));
    else notifyProblem(troubleOf(error).detail, troubleOf(error).title);
  };

/** `#1042` as tabs and walks say it, or the number of the ticket system as it is. */
function numberOf({ number, external_id }: TicketBrief): string | null {
  return number === null ? external_id : `#${number}`;
}

function columns(t: ReturnType<typeof strings.useText>): Column<TicketBrief>[] {
  return [
    {
      key: 'title',
      header: t('title'),
      cell: (row) => (
        <>
          <Link
            to="/tickets/$ticketId"
            params={{ ticketId: row.id }}
            className={classes.rowLink}
            data-list-item
          >
            {row.title}
          </Link>
          <Text size="sm" c="dimmed" className={classes.facts}>
            <span className={classes.phone}>{numberOf(row)}</span>
            {row.contact && <span>{row.contact}</span>}
          </Text>
        </>
      ),
    },
    {
      key: 'number',
      header: t('number'),
      cell: numberOf,
      numeric: true,
      wide: true,
    },
    { key: 'status', header: t('status'), cell: (row) => t(row.status), numeric: true },
    { key: 'priority', header: t('priority'), cell: (row) => t(row.priority), wide: true },
    { key: 'client', header: t('client'), cell: (row) => row.client_name, wide: true },
    { key: 'assignee', header: t('assignee'), cell: (row) => row.assignee_name ?? t('nobody'), wide: true },
    {
      key: 'updated',
      header: t('updated'),
      cell: (row) => <Time iso={row.updated_at} />,
      numeric: true,
      wide: true,
    },
  ];
}
