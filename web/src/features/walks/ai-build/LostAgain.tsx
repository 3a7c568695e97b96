import { useEffect } from 'react';
import { useMe } from '@/api/me';
import type { Walk } from '@/api/walks';
import type { GoingOn } from './useGoingOn';

/** Places of walks that were asked for again by themselves, each once: what fails then is left to the person. */
const asked = new Set<string>();

/** Whether the step was lost with the server that made it. */
export function isLost({ making }: Pick<Walk, 'making'>): boolean {
  return making?.state === 'stuck' && making.trouble?.code === 'lost' && making.may_try_again;
}

/** Asks for a lost step again, for whoever the walk belongs to: they had asked for it by their answer. */
export function LostAgain({ walk, goingOn }: { walk: Walk; goingOn: GoingOn }) {
  const me = useMe();
  const place = `${walk.id}-${walk.version}`;
  const theirs = walk.may_act && (walk.assigned_to ?? walk.created_by).id === me.id;
  useEffect(() => {
    if (!theirs || asked.has(place)) return;
    asked.add(place);
    goingOn.again();
  });
  return null;
}
