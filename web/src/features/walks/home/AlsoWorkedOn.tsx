import { Alert, Anchor } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TicketPage } from '@/api/tickets';
import { activeOnTicketQuery } from '@/api/walks';
import { strings } from '../strings';
import type { IntakeDraft } from './draft';

/** Warns, before a second walk is begun on a ticket, that one is open already. */
export function AlsoWorkedOn({ draft, ticket }: { draft: IntakeDraft; ticket?: TicketPage }) {
  const t = strings.useText();
  const [id] = useDebouncedValue((ticket?.ticket_id ?? draft.ticketId).trim(), 300);
  const open = useQuery({ ...activeOnTicketQuery(id), enabled: id !== '' });
  const walks = id === '' ? [] : (open.data ?? []);
  if (walks.length === 0) return null;
  return (
    <Alert color="yellow" role="status">
      {walks.map((walk) => (
        <div key={walk.id}>
          {t('alsoWorkedOn', { name: (walk.assigned_to ?? walk.created_by).name })}{' '}
          <Anchor component={Link} to={`/walks/${walk.id}`} size="sm">
            {t('openThatWalk')}
          </Anchor>
        </div>
      ))}
    </Alert>
  );
}
