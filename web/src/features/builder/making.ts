import type { AiQuota } from '@/api/ai';
import { type ApiProblem, isProblem } from '@/api/problem';
import type { Source } from './store';

/** Whether the plan lets no model be asked: for a flow that it counts already there need be no other flow left. */
export const isUsedUp = (quota: AiQuota, counts: boolean): boolean =>
  quota.source === 'model' && (quota.trouble === 'quota_spent' || (!counts && quota.flows.left === 0));

/** Who makes what is made next: whom the person chose, now or before, else whom the account's settings say. */
export function sourceOf(chosen: Source | null, quota: AiQuota): Source {
  if (chosen === 'playbook' && quota.playbook_too) return 'playbook';
  return quota.source === 'model' ? 'model' : 'playbook';
}

/** Why nothing was made, where the server told so; null for every other refusal. */
export function failureOf(error: unknown): string | null {
  if (!isProblem(error, 'model_failed', 'no_playbook_matches')) return null;
  const { failure } = error.body as { failure?: unknown };
  return typeof failure === 'string' ? failure : 'other';
}

/** Refused because the plan is used up, so that the playbook may take over. */
export const isSpent = (error: unknown): error is ApiProblem =>
  isProblem(error, 'quota_spent', 'flow_calls_spent', 'too_many_at_once');

/** Turns to the playbook and has it make the thing, where it may take over. */
export const takenOver = (toPlaybook: (() => void) | undefined, make: () => void): (() => void) | undefined =>
  toPlaybook &&
  (() => {
    toPlaybook();
    make();
  });
