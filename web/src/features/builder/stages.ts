import type { Build } from '@/api/builder';
import { chosenBranches, missingOf } from './assembly';

export const STAGES = ['foundation', 'scaffold', 'detail', 'review'] as const;
export type Stage = (typeof STAGES)[number];

/** The furthest stage that there is something for. */
export function reachedBy(build: Build): Stage {
  if (build.status === 'foundation' || build.status === 'scaffolding') {
    return build.branches.some(({ tree }) => tree) ? 'detail' : 'scaffold';
  }
  return chosenBranches(build).length > 0 && missingOf(build).length === 0 ? 'review' : 'detail';
}
