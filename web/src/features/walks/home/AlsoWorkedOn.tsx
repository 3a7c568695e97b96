import { Alert, Anchor } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useJoinWalk } from '@/api/moves';
import { troubleOf } from '@/api/problem';
import type { TicketPage } from '@/api/tickets';
import { activeOnTicketQuery } from '@/api/walks';
import { notifyProblem } from '@/ui/toast';
import { strings } from '../strings';
import type { IntakeDraft } from './draft';

/** Warns, before a second walk is begun on a ticket, that one is open already, and offers to join it. */
export function AlsoWorkedOn({ draft, ticket }: { draft: IntakeDraft; ticket?: TicketPage }) {
  const t = strings.useText();
  const navigate = useNavigate();
  const [id] = useDebouncedValue((ticket?.ticket_id ?? draft.ticketId).trim(), 300);
  const open = useQuery({ ...activeOnTicketQuery(id), enabled: id !== '' });
  const join = useJoinWalk((walk) => void navigate({ to: '/walks/$walkId', params: { walkId: walk.id } }));
  const refused = (error: Error): void => notifyProblem(troubleOf(error).detail, troubleOf(error).title);
  const walks = id === '' ? [] : (open.data ?? []);
  if (walks.length === 0) return null;
  return (
    <Alert color="yellow" role="status">
      {walks.map((walk) => (
        <div key={walk.id}>
          {t('alsoWorkedOn', { name: (walk.assigned_to ?? walk.created_by).name })}{' '}
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => join.mutate(walk.id, { onError: refused })}
          >
            {t('openThatWalk')}
          </Anchor>
        </div>
      ))}
    </Alert>
  );
}
