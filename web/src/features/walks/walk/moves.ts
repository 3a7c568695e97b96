import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { openWalksQuery, useMoveWalk, usePark, type Walk } from '@/api/walks';
import { notifyDone, notifyProblem } from '@/ui/toast';
import { strings } from '../strings';
import { nextWalk } from '../tabs/order';
import { workspace } from '../workspace';
import { offerUndo } from './offers';

function refused(error: Error): void {
  const { title, detail } = troubleOf(error);
  notifyProblem(detail, title);
}

/** Goes on with a parked walk. */
export function useGoOn(walk: Walk): () => void {
  const park = usePark(walk.id);
  return () => park.mutate({ waiting_on: null }, { onError: refused });
}

/** Takes an escalated walk over, to go on with it where it stopped. */
export function useTakeOver(walk: Walk): { take: () => void; busy: boolean } {
  const t = strings.useText();
  const move = useMoveWalk(walk.id, 'take', (taken) =>
    notifyDone(t('takenBy', { name: taken.assigned_to?.name ?? '' })),
  );
  const take = (): void => {
    if (!move.isPending) move.mutate(undefined, { onError: refused });
  };
  return { take, busy: move.isPending };
}

/** Abandons at once; for a while it can be undone. */
export function useAbandon(walk: Walk): () => void {
  const t = workspace.useText();
  const reopen = useMoveWalk(walk.id, 'reopen');
  const abandon = useMoveWalk(walk.id, 'abandon', () =>
    offerUndo(walk.id, {
      message: t('abandoned'),
      undo: () => reopen.mutateAsync(undefined),
      failed: t('reopenFailed'),
      holds: ({ status }) => status === 'abandoned',
      outlastsLeaving: true,
    }),
  );
  return () => abandon.mutate(undefined, { onError: refused });
}

/** Goes to the next open walk that needs me, else to a new ticket. */
export function useNextTicket(walkId: string): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const me = useMe();
  return () => {
    const open = client.getQueryData(openWalksQuery.queryKey) ?? [];
    const next = nextWalk(open, walkId, me.id, Date.now());
    if (next) void navigate({ to: '/walks/$walkId', params: { walkId: next.id } });
    else void navigate({ to: '/home' });
  };
}
