import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMe } from '@/api/me';
import { openWalksQuery, type WalkBrief } from '@/api/walks';
import { heldByAnother, inTabOrder } from './order';
import { useRemembered } from './remembered';

const REFRESH_MS = 30_000;

export interface Tabs {
  /** My open walks, in the order of their tabs. */
  open: readonly WalkBrief[];
  /** Those with a tab. */
  shown: readonly WalkBrief[];
  /** The walk on the screen. */
  present: string | undefined;
  /** The one that was on the screen before. */
  last: WalkBrief | undefined;
}

/** My open walks as the server has them: another machine shows the same. */
export function useTabs(): Tabs {
  const walks = useQuery({ ...openWalksQuery, refetchInterval: REFRESH_MS });
  const me = useMe();
  const { walkId: present } = useParams({ strict: false });
  const { hidden, visited } = useRemembered();
  const open = inTabOrder(walks.data ?? []);
  const shown = open.filter((walk) => walk.id === present || !hidden.includes(walk.id));
  const mine = (walks.data ?? []).filter((walk) => walk.id !== present && !heldByAnother(walk, me.id));
  return { open, shown, present, last: lastOf(mine, visited) };
}

/** The walk that the person was in last, here or on another machine: there the one that changed last. */
function lastOf(others: readonly WalkBrief[], visited: readonly string[]): WalkBrief | undefined {
  const here = visited.flatMap((id) => others.find((walk) => walk.id === id) ?? []);
  return here[0] ?? others.find((walk) => walk.waiting_on === null) ?? others[0];
}
