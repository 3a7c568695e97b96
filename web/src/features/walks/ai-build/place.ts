import type { Walk } from '@/api/walks';
import type { Standing } from '../unsent/answers';
import type { Stepping } from '../walk/useStepping';

/** What stands where the question stands: it, that it is being made, or that it could not be made. */
export type Place = 'question' | 'making' | 'stuck';

/**
 * `asking`: this window has asked for the next question once more. A question gives way after a moment, not at once, and
 * not at all while the server is known to be away: then nothing is worked out.
 */
export function placeOf(
  walk: Pick<Walk, 'pending_node' | 'making'>,
  { standing, slow }: Pick<Stepping, 'standing' | 'slow'>,
  asking: boolean,
  online = true,
): Place {
  if (asking || (slow && online && isUnderWay(standing))) return 'making';
  if (walk.pending_node) return 'question';
  return walk.making?.state === 'making' ? 'making' : 'stuck';
}

/** An answer that is with the server; one that waits for the connection leaves its question standing. */
function isUnderWay(standing: Standing | undefined): boolean {
  return standing?.state === 'sending' && !standing.late;
}

/** How many questions there are, and how many of them are left. */
export function questionsOf(walk: Pick<Walk, 'making' | 'step_count'>): { left: number; of: number } {
  const left = Math.max(0, walk.making?.answers_left ?? 0);
  return { left, of: left + walk.step_count };
}

/** Who made a step of the path, where that is not who made the one at hand. */
export function otherMaker(
  walk: Pick<Walk, 'making'>,
  madeBy: 'person' | 'model' | 'playbook',
): 'model' | 'playbook' | null {
  if (!walk.making || madeBy === 'person' || madeBy === walk.making.source) return null;
  return madeBy;
}
