import { Alert, Badge, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { troubleOf } from '@/api/problem';
import { type TicketPage as Page, ticketQuery } from '@/api/tickets';
import { Loaded } from '@/ui/Loaded';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { Words } from '@/ui/Words';
import { Details } from './Details';
import { ticketRoute } from './index';
import { JoinWalks } from './JoinWalks';
import { strings } from './strings';
import { TicketHead } from './TicketHead';
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
  return (
    <>
      <TicketHead ticket={ticket} />
      <div className={classes.layout}>
        <Stack>
          {ticket.walked_now_by.length > 0 && (
            <Alert color="yellow">
              <JoinWalks ticket={ticket} />
            </Alert>
          )}
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
            <Badge variant="light" color={walk.status === 'escalated' ? 'yellow' : 'spruce'} flex="none">
              {t(walk.status)}
            </Badge>
          </Group>
          <Outcome walk={walk} />
          <Text size="sm" c="dimmed">
            {(walk.assigned_to ?? walk.created_by).name} · {t('steps', { count: walk.step_count })} ·{' '}
            <Time iso={walk.ended_at ?? walk.last_step_at} />
          </Text>
        </Link>
      ))}
    </Panel>
  );
}

/** What came of a walk, in the words of whoever ended it. */
function Outcome({ walk }: { walk: Page['walks'][number] }) {
  const t = strings.useText();
  return (
    <>
      {walk.status === 'escalated' && walk.escalation_reason && (
        <Words size="sm" text={t('handedOver', { words: walk.escalation_reason })} />
      )}
      {walk.resolution_notes && <Words size="sm" text={t('solved', { words: walk.resolution_notes })} />}
      {walk.helpful === false && (
        <Text size="sm" c="dimmed">
          {t('didNotHelp')}
        </Text>
      )}
    </>
  );
}
