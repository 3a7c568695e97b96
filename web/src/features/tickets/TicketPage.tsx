import { Alert, Anchor, Badge, Button, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMay } from '@/api/me';
import { troubleOf } from '@/api/problem';
import {
  type TicketPage as Page,
  TICKET_STATUSES,
  type TicketStatus,
  ticketQuery,
  useChangeTicket,
} from '@/api/tickets';
import { useActions } from '@/lib/keys/useActions';
import { Keys } from '@/ui/Keys';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { Details } from './Details';
import { ticketRoute } from './index';
import { strings } from './strings';
import classes from './tickets.module.css';

/** One ticket: its fields, the walks on it, and who walks it now. */
export function TicketPage() {
  const { ticketId } = ticketRoute.useParams();
  const ticket = useQuery({ ...ticketQuery(ticketId), refetchInterval: 15_000 });
  return (
    <Loaded query={ticket} explain={troubleOf} lines={8}>
      {(data) => <OneTicket key={data.id} ticket={data} />}
    </Loaded>
  );
}

function OneTicket({ ticket }: { ticket: Page }) {
  const t = strings.useText();
  const mayWalk = useMay('do_l1_work');
  const navigate = useNavigate();
  const change = useChangeTicket(ticket.id);
  const work = (): void => void navigate({ to: '/home', search: { ticket: ticket.id } });
  useActions([
    { id: 'ticket.work', label: t('work'), group: t('tickets'), keys: 'w', run: work, disabled: !mayWalk },
  ]);
  const names = ticket.walked_now_by.map((person) => person.name).join(', ');
  return (
    <>
      <PageHeader
        title={ticket.title}
        description={
          <Group gap="sm">
            <Text size="sm">{t('ticketNamed', { number: ticket.number ?? ticket.external_id ?? '' })}</Text>
            {ticket.link && (
              <Anchor size="sm" href={ticket.link} target="_blank" rel="noreferrer">
                {t('openLink')}
              </Anchor>
            )}
          </Group>
        }
        actions={
          <>
            <Select
              aria-label={t('status')}
              w={140}
              allowDeselect={false}
              data={TICKET_STATUSES.map((value) => ({ value, label: t(value) }))}
              value={ticket.status}
              onChange={(value) =>
                change.mutate({ version: ticket.version, change: { status: value as TicketStatus } })
              }
            />
            {mayWalk && (
              <Button rightSection={<Keys keys="w" />} onClick={work}>
                {t('work')}
              </Button>
            )}
          </>
        }
      />
      <div className={classes.layout}>
        <Stack>
          {names && <Alert color="yellow">{t('walkedNow', { names })}</Alert>}
          <Details ticket={ticket} />
        </Stack>
        <Walks ticket={ticket} />
      </div>
    </>
  );
}

function Walks({ ticket }: { ticket: Page }) {
  const t = strings.useText();
  return (
    <Panel title={t('walks')}>
      {ticket.walks.length === 0 && <Text c="dimmed">{t('noWalks')}</Text>}
      {ticket.walks.map((walk) => (
        <Link key={walk.id} to="/walks/$walkId" params={{ walkId: walk.id }} className={classes.walk}>
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Text fw={550}>{walk.title}</Text>
            <Badge variant="light" color={walk.status === 'escalated' ? 'yellow' : 'spruce'}>
              {t(walk.status)}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {walk.created_by.name} · {t('steps', { count: walk.step_count })} ·{' '}
            <Time iso={walk.last_step_at} />
          </Text>
        </Link>
      ))}
    </Panel>
  );
}
