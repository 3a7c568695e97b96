import { Anchor, Badge, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Client, type PastTicket, pastTicketsQuery } from '@/api/clients';
import { troubleOf } from '@/api/problem';
import { Loaded } from '@/ui/Loaded';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import classes from './clients.module.css';
import { strings } from './strings';

/** The client's last ten tickets, each with how it was solved. */
export function ClientTickets({ client }: { client: Client }) {
  const t = strings.useText();
  const tickets = useQuery(pastTicketsQuery(client.id));
  return (
    <Panel title={t('tickets')}>
      <Loaded query={tickets} explain={troubleOf} lines={4}>
        {(rows) =>
          rows.length === 0 ? (
            <Text c="dimmed">{t('noTickets')}</Text>
          ) : (
            <>
              {rows.map((ticket) => (
                <Line key={ticket.id} ticket={ticket} />
              ))}
              <Anchor component={Link} to={`/tickets?client=${client.id}`} size="sm">
                {t('allTickets')}
              </Anchor>
            </>
          )
        }
      </Loaded>
    </Panel>
  );
}

function Line({ ticket }: { ticket: PastTicket }) {
  const t = strings.useText();
  return (
    <Link to={`/tickets/${ticket.id}` as '/'} className={classes.line}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Text fw={550}>{ticket.title}</Text>
        <Badge variant="light" color={ticket.status === 'escalated' ? 'yellow' : 'spruce'} flex="none">
          {t(ticket.status)}
        </Badge>
      </Group>
      {ticket.solved?.resolution_notes && (
        <Text size="sm" lineClamp={3}>
          {ticket.solved.resolution_notes}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {ticket.number ? `#${ticket.number}` : ticket.external_id} · <Time iso={ticket.updated_at} />
        {ticket.solved && ` · ${t('solvedBy', { name: ticket.solved.resolved_by.name })}`}
      </Text>
    </Link>
  );
}
