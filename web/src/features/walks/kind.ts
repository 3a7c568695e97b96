import type { Walk, WalkBrief } from '@/api/walks';
import { defineStrings } from '@/lib/strings';
import { strings } from './strings';

/** What kinds of walks without a flow are called, in lists and headings. */
export const kinds = defineStrings('walk-kinds', {
  aiBuild: 'Built as you walk',
});

/** What a walk is called: its flow, else its kind. */
export function useTitle(walk: Pick<Walk, 'session_kind' | 'flow_title'>): string {
  const t = strings.useText();
  const k = kinds.useText();
  return walk.flow_title ?? (isBuilt(walk) ? k('aiBuild') : t('adhocTitle'));
}

/** Whether the questions of a walk are made while it is walked. */
export function isBuilt(walk: Pick<Walk, 'session_kind'>): boolean {
  return walk.session_kind === 'ai_build';
}

/** Whether the walk has steps that a person could find wrong: those of a flow, or those that are made for it. */
export function hasSteps(walk: Pick<Walk, 'session_kind' | 'flow_id'>): boolean {
  return walk.flow_id !== null || isBuilt(walk);
}

/** Whether somebody took the walk over from first line. */
export function isTakenOver(walk: Pick<Walk, 'taken_over_at'>): boolean {
  return Boolean(walk.taken_over_at);
}

/** By what a walk in a list is led: its flow or its kind; nothing where its name says it already. */
export function ledBy(walk: Pick<WalkBrief, 'session_kind' | 'title'>, name: string): string | null {
  if (isBuilt(walk)) return kinds.text('aiBuild');
  return walk.title === name ? null : walk.title;
}
