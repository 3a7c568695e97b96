import { api, body, onceKey, type Schemas } from './client';
import { pagesOf } from './paging';
import { useSend } from './send';
import { type WalkBrief, walksKey } from './walks';

export type EscalationState = Schemas['EscalationState'];
export const ESCALATION_STATES: readonly EscalationState[] = ['open', 'taken', 'closed'];

export const escalationsKey = ['escalations'] as const;

export const escalationsQuery = (state: EscalationState) =>
  pagesOf<WalkBrief>([...escalationsKey, state], (after) =>
    body(api.GET('/api/v1/l1/escalations', { params: { query: { state, after } } })),
  );

/** Escalates straight from intake, without walking. */
export function useEscalateFromIntake(onDone: (walk: Schemas['Escalated']) => void) {
  return useSend({
    send: (payload: Schemas['EscalateFromIntake'], key) =>
      body(api.POST('/api/v1/l1/escalations', { body: payload, params: { header: onceKey(key) } })),
    touches: [escalationsKey, walksKey],
    onDone,
  });
}
