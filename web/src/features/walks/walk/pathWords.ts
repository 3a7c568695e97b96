import type { PathStep, Walk } from '@/api/walks';

/** What was pasted as evidence, or the number that was read; a picture says its name. */
export function evidenceWords(evidence: PathStep['evidence']): string | null {
  const value: unknown = evidence?.value;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** Whether the answer was given by somebody who had taken the walk over by then; one's own newest is not marked yet. */
export function isTakers(walk: Walk, step: PathStep): boolean {
  if (step.after_take_over) return true;
  const { taken_over_at: taken, assigned_to: holder } = walk;
  return taken !== null && holder?.id === step.user?.id && Date.parse(step.answered_at) >= Date.parse(taken);
}
