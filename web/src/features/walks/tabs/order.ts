import type { WalkBrief } from '@/api/walks';

/** Whether a parked walk's time has come. */
export function isDue(walk: Pick<WalkBrief, 'waiting_on' | 'waiting_until'>, now: number): boolean {
  return walk.waiting_on !== null && walk.waiting_until !== null && Date.parse(walk.waiting_until) <= now;
}

/** Whether a colleague has taken the walk over: one reads along there, and goes on elsewhere. */
export function heldByAnother({ assigned_to }: Pick<WalkBrief, 'assigned_to'>, me: string): boolean {
  return assigned_to !== null && assigned_to.id !== me;
}

/** In the order of their beginning, which never changes under the hand: ids are made in the order of time. */
export function inTabOrder<Row extends { id: string }>(walks: readonly Row[]): Row[] {
  return [...walks].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Those that wait, the first due at the top, those without a time last. */
export function inWaitingOrder<Row extends Pick<WalkBrief, 'waiting_on' | 'waiting_until' | 'last_step_at'>>(
  walks: readonly Row[],
): Row[] {
  const until = (walk: Row): number =>
    walk.waiting_until === null ? Number.POSITIVE_INFINITY : Date.parse(walk.waiting_until);
  return walks
    .filter((walk) => walk.waiting_on !== null)
    .sort((one, other) => {
      const [first, second] = [until(one), until(other)];
      if (first === second) return one.last_step_at.localeCompare(other.last_step_at);
      return first < second ? -1 : 1;
    });
}

/** The walk to go on with after `present`: the next one that doesn't wait, else one that is due; null for a new ticket. */
export function nextWalk(
  walks: readonly WalkBrief[],
  present: string,
  me: string,
  now: number,
): WalkBrief | null {
  const others = inTabOrder(walks.filter((walk) => walk.id !== present && !heldByAnother(walk, me)));
  const ready = others.filter((walk) => walk.waiting_on === null);
  return (
    ready.find((walk) => walk.id > present) ??
    ready[0] ??
    inWaitingOrder(others).find((walk) => isDue(walk, now)) ??
    null
  );
}
