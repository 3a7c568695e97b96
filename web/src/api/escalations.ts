import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { api, body, onceKey, type Schemas } from './client';
import { pagesOf } from './paging';
import { useSend } from './send';
import { type Intake, type Walk, walkKey, walksKey } from './walks';

export type Escalation = Schemas['EscalationBrief'];
export type EscalationState = Schemas['EscalationState'];
export type Whose = Schemas['Whose'];
export type EscalationSort = Schemas['Sort'];
export type Preview = Schemas['Preview'];
export type Person = Schemas['PersonShown'];

export const escalationsKey = ['escalations'] as const;

export interface EscalationFilter {
  state?: EscalationState;
  whose?: Whose;
  category?: string;
  client_id?: string;
  flow_id?: string;
  search?: string;
  older_than_hours?: number;
  sort?: EscalationSort;
}

export const escalationsQuery = (filter: EscalationFilter) =>
  pagesOf<Escalation>([...escalationsKey, 'list', filter], (after) =>
    body(api.GET('/api/v1/l1/escalations', { params: { query: { ...filter, after } } })),
  );

/** How many of the last 30 days' escalations went on with gaps; for those who manage the account. */
export const escalationFiguresQuery = queryOptions({
  queryKey: [...escalationsKey, 'figures'],
  queryFn: () => body(api.GET('/api/v1/l1/escalations/figures', { params: { query: { days: 30 } } })),
  staleTime: 60_000,
});

/** The hand-over as escalating this problem straight away would fill it. */
export const intakePreviewQuery = (intake: Intake) =>
  queryOptions({
    queryKey: [...escalationsKey, 'preview', intake],
    queryFn: () => body(api.POST('/api/v1/l1/escalations/preview', { body: intake })),
    gcTime: 0,
    staleTime: 0,
  });

/** Active people whose name or address holds the words, for choosing who is told. */
export const recipientsQuery = (words: string) =>
  queryOptions({
    queryKey: ['directory', 'recipients', words],
    queryFn: async () => {
      const query = { search: words || undefined, limit: 20 };
      return (await body(api.GET('/api/v1/users/directory', { params: { query } }))).items;
    },
    staleTime: 60_000,
  });

/** Escalates straight from intake, without walking. */
export function useEscalateFromIntake(onDone: (walk: Schemas['Escalated']) => void) {
  return useSend({
    send: (payload: Schemas['EscalateFromIntake'], key) =>
      body(api.POST('/api/v1/l1/escalations', { body: payload, params: { header: onceKey(key) } })),
    touches: [escalationsKey, walksKey],
    onDone,
  });
}

/** Takes an escalated walk over, by its id. */
export function useTake(onDone: (walk: Walk) => void) {
  const client = useQueryClient();
  return useSend({
    send: (id: string, key) =>
      body(
        api.POST('/api/v1/l1/sessions/{walk_id}/take', {
          params: { path: { walk_id: id }, header: onceKey(key) },
        }),
      ),
    touches: [escalationsKey, walksKey],
    onDone: (walk) => {
      client.setQueryData(walkKey(walk.id), walk);
      onDone(walk);
    },
  });
}
