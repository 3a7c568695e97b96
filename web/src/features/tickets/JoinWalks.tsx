import { Button, Group, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMay, useMe } from '@/api/me';
import { useJoinWalk } from '@/api/moves';
import { troubleOf } from '@/api/problem';
import type { TicketPage } from '@/api/tickets';
import { notifyProblem } from '@/ui/toast';
import { strings } from './strings';

/** Says who works on the ticket just now, and offers to join them in their walk. */
export function JoinWalks({ ticket }: { ticket: TicketPage }) {
  const t = strings.useText();
  const me = useMe();
  const mayWalk = useMay('do_l1_work');
  const navigate = useNavigate();
  const join = useJoinWalk((walk) => void navigate({ to: '/walks/$walkId', params: { walkId: walk.id } }));
  const walks = ticket.walks
    .filter((walk) => walk.status === 'active')
    .map((walk) => ({ id: walk.id, title: walk.title, by: walk.assigned_to ?? walk.created_by }));
  const refused = (error: Error): void => notifyProblem(troubleOf(error).detail, troubleOf(error).title);
  return walks.map((walk) => (
    <Group key={walk.id} gap="sm" justify="space-between">
      <Text size="sm">{t('walkedBy', { name: walk.by.name, title: walk.title })}</Text>
      {mayWalk && walk.by.id !== me.id && (
        <Button
          size="compact-sm"
          variant="default"
          loading={join.isPending && join.variables === walk.id}
          onClick={() => join.mutate(walk.id, { onError: refused })}
        >
          {t('join', { name: walk.by.name })}
        </Button>
      )}
    </Group>
  ));
}
