import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { clientQuery, type PastTicket, pastTicketsQuery } from '@/api/clients';
import { useMay } from '@/api/me';
import { useActions } from '@/lib/keys/useActions';
import { FactList } from '@/ui/facts/FactList';
import { Keys } from '@/ui/Keys';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { clientStrings } from '../clientStrings';
import classes from '../walks.module.css';

const KEYS = 'mod+shift+h';

/** The chosen client: what is known, and the last ten tickets with where each stands and how it was solved. */
export function ClientHistory({ clientId }: { clientId: string | null }) {
  const reads = useMay('use_tickets');
  return clientId && reads ? <History key={clientId} clientId={clientId} /> : null;
}

function History({ clientId }: { clientId: string }) {
  const t = clientStrings.useText();
  const navigate = useNavigate();
  const client = useQuery(clientQuery(clientId));
  const tickets = useQuery(pastTicketsQuery(clientId));
  const first = tickets.data?.[0];
  useActions([
    {
      id: 'intake.history',
      label: t('openHistory'),
      group: t('group'),
      keys: KEYS,
      disabled: !first,
      run: () => first && void navigate({ to: `/tickets/${first.id}` }),
    },
  ]);
  if (!client.data || !tickets.data) return null;
  return (
    <Panel>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('history', { name: client.data.name })}</Title>
        <Keys keys={KEYS} />
      </Group>
      {client.data.facts.length > 0 && <FactList facts={client.data.facts} />}
      {tickets.data.length === 0 && <Text c="dimmed">{t('historyNone')}</Text>}
      <Stack gap={2} component="ul" className={classes.path}>
        {tickets.data.map((ticket) => (
          <li key={ticket.id}>
            <One ticket={ticket} />
          </li>
        ))}
      </Stack>
    </Panel>
  );
}

function One({ ticket }: { ticket: PastTicket }) {
  const t = clientStrings.useText();
  return (
    <Link to={`/tickets/${ticket.id}` as '/'} className={classes.walkRow}>
      <span className={classes.walkWords}>
        <span className={classes.walkTitle}>{ticket.title}</span>
        {ticket.solved?.resolution_notes && (
          <Text component="span" size="sm" lineClamp={2}>
            {ticket.solved.resolution_notes}
          </Text>
        )}
        <span className={classes.walkFacts}>
          <Time iso={ticket.updated_at} />
          {ticket.assignee_name && ` · ${ticket.assignee_name}`}
        </span>
      </span>
      <Badge variant="light" color={ticket.status === 'escalated' ? 'yellow' : 'spruce'} flex="none">
        {t(ticket.status)}
      </Badge>
    </Link>
  );
}
