import { type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query';
import { api, body, ifMatch, onceKey, type Schemas } from './client';
import { type Me, meKey } from './me';
import { pagesOf } from './paging';
import { useSend } from './send';

export type Walk = Schemas['Walk'];
export type WalkBrief = Schemas['WalkBrief'];
export type PathStep = Schemas['PathStep'];
export type NodeServed = Schemas['NodeServed'];
export type OptionServed = Schemas['OptionServed'];
export type Intake = Schemas['Intake'];
export type IntakeResult = Schemas['Started'] | Schemas['Suggestions'] | Schemas['OutOfScope'];
export type Candidate = Schemas['Candidate'];
export type Package = Schemas['EscalationPackage'];
export type EscalationCategory = Schemas['EscalationCategory'];
export type SummaryFormat = Schemas['Summary']['format'];
export type Audience = Schemas['Summary']['audience'];

export const walksKey = ['walks'] as const;
export const walkKey = (id: string) => ['walk', id] as const;
const at = (id: string) => ({ walk_id: id });

export interface WalkFilter {
  status?: Walk['status'];
  waiting?: boolean;
  mine?: boolean;
}

export const walksQuery = (filter: WalkFilter) =>
  pagesOf<WalkBrief>([...walksKey, filter], (after) =>
    body(api.GET('/api/v1/l1/sessions', { params: { query: { ...filter, after } } })),
  );

const OPEN_WALKS = 100;

/** My open walks, the last changed first: what tabs, home and the waiting list show. */
export const openWalksQuery = queryOptions({
  queryKey: [...walksKey, 'open'],
  queryFn: async () => {
    const query = { status: 'active' as const, mine: true, limit: OPEN_WALKS };
    return (await body(api.GET('/api/v1/l1/sessions', { params: { query } }))).items;
  },
});

/** Walks that are open on a ticket, by the id that walks know it by. */
export const activeOnTicketQuery = (ticketId: string) =>
  queryOptions({
    queryKey: [...walksKey, 'on-ticket', ticketId],
    queryFn: async () => {
      const query = { ticket_id: ticketId, status: 'active' as const, limit: 5 };
      return (await body(api.GET('/api/v1/l1/sessions', { params: { query } }))).items;
    },
  });

const KEPT_MS = 4 * 3_600_000;

/** Kept for hours, so that going from walk to walk waits for nothing. */
export const walkQuery = (id: string) =>
  queryOptions({
    queryKey: walkKey(id),
    gcTime: KEPT_MS,
    queryFn: () => body(api.GET('/api/v1/l1/sessions/{walk_id}', { params: { path: at(id) } })),
  });

/** Standing steps before step number `before`, for the top of a long path. */
export function readPath(id: string, before: number) {
  return body(api.GET('/api/v1/l1/sessions/{walk_id}/path', { params: { path: at(id), query: { before } } }));
}

/** The ticket note; without `template` after the account's default one, else the built-in. */
export const summaryQuery = (
  id: string,
  audience: Audience,
  format: SummaryFormat,
  template: string | null = null,
) =>
  queryOptions({
    queryKey: [...walkKey(id), 'summary', audience, format, template],
    queryFn: () =>
      body(
        api.GET('/api/v1/l1/sessions/{walk_id}/summary', {
          params: { path: at(id), query: { audience, format, template_id: template } },
        }),
      ),
    staleTime: 0,
  });

/** The hand-over as it would be filled from the walk now. */
export const packageQuery = (id: string) =>
  queryOptions({
    queryKey: [...walkKey(id), 'package'],
    queryFn: () => body(api.GET('/api/v1/l1/sessions/{walk_id}/package', { params: { path: at(id) } })),
    staleTime: 0,
  });

export function useIntake(onDone: (result: IntakeResult) => void) {
  return useSend<Intake, IntakeResult>({
    send: (intake, key) =>
      body(api.POST('/api/v1/l1/intake', { body: intake, params: { header: onceKey(key) } })),
    touches: [walksKey],
    onDone,
  });
}

/** Puts a whole walk that a change answered with into the cache. */
function useKeepWalk() {
  const client = useQueryClient();
  return (walk: Walk) => client.setQueryData(walkKey(walk.id), walk);
}

/** Answers the served node of the walk as it stood at `version`; the same `key` never counts twice. */
export function sendStep(id: string, step: Schemas['Step'], version: number, key: string) {
  return body(
    api.POST('/api/v1/l1/sessions/{walk_id}/step', {
      body: step,
      params: { path: at(id), header: { ...onceKey(key), ...ifMatch(version) } },
    }),
  );
}

/** Puts a taken step, of which the reply holds only the new entry, at the end of the path in the cache. */
export function keepStep(
  client: QueryClient,
  id: string,
  step: Schemas['Step'],
  taken: Schemas['StepTaken'],
): void {
  const me = client.getQueryData<Me>(meKey);
  const user = me ? { id: me.id, name: me.name } : null;
  const known = client.getQueryData<Walk>(walkKey(id));
  if (known?.version === taken.version - 1) {
    client.setQueryData<Walk>(walkKey(id), withStep(known, taken, step, user));
  } else void client.invalidateQueries({ queryKey: walkKey(id) });
  void client.invalidateQueries({ queryKey: walksKey });
}

function withStep(
  walk: Walk,
  taken: Schemas['StepTaken'],
  step: Schemas['Step'],
  user: Schemas['PersonShown'] | null,
): Walk {
  const entries = taken.walked_path.map((entry) => ({
    ...entry,
    step_no: taken.step_count,
    option_id: step.option_id,
    evidence: null,
    user,
    answered_at: new Date().toISOString(),
    made_by: 'person' as const,
    after_take_over: walk.taken_over_at !== null,
  }));
  return {
    ...walk,
    version: taken.version,
    status: taken.status,
    step_count: taken.step_count,
    pending_node: taken.pending_node,
    current_node_id: step.node_id,
    // An answer goes on with a parked walk.
    waiting_on: null,
    waiting_until: null,
    walked_path: [...walk.walked_path, ...entries],
  };
}

export function useBack(id: string) {
  const keep = useKeepWalk();
  return useSend({
    send: (toStep: number | undefined, key) =>
      body(
        api.POST('/api/v1/l1/sessions/{walk_id}/back', {
          body: { to_step: toStep ?? null },
          params: { path: at(id), header: onceKey(key) },
        }),
      ),
    touches: [walksKey],
    onDone: keep,
  });
}

export async function saveNotes(id: string, notes: unknown[], version: number | null): Promise<number> {
  const kept = await body(
    api.POST('/api/v1/l1/sessions/{walk_id}/notes', {
      body: { walk_notes: notes as Schemas['Notes']['walk_notes'] },
      params: { path: at(id), header: version === null ? {} : { 'if-match': `"${version}"` } },
    }),
  );
  return kept.notes_version;
}

/** Puts saved notes into the walk in the cache. */
export function keepNotes(client: QueryClient, id: string, notes: unknown[], version: number): void {
  client.setQueryData<Walk>(
    walkKey(id),
    (walk) => walk && { ...walk, walk_notes: notes, notes_version: version },
  );
}

export function useResolve(id: string, onDone: (walk: Walk) => void) {
  const keep = useKeepWalk();
  return useSend({
    send: (resolve: Schemas['Resolve'], key) =>
      body(
        api.POST('/api/v1/l1/sessions/{walk_id}/resolve', {
          body: resolve,
          params: { path: at(id), header: onceKey(key) },
        }),
      ),
    touches: [walksKey],
    onDone: (walk) => {
      keep(walk);
      onDone(walk);
    },
  });
}

export function useEscalate(id: string, onDone: (walk: Schemas['Escalated']) => void) {
  const keep = useKeepWalk();
  return useSend({
    send: (escalate: Schemas['Escalate'], key) =>
      body(
        api.POST('/api/v1/l1/sessions/{walk_id}/escalate', {
          body: escalate,
          params: { path: at(id), header: onceKey(key) },
        }),
      ),
    touches: [walksKey],
    onDone: (walk) => {
      keep(walk);
      onDone(walk);
    },
  });
}

export function usePark(id: string) {
  const keep = useKeepWalk();
  return useSend({
    send: (waiting: Schemas['Waiting'], key) =>
      body(
        api.POST('/api/v1/l1/sessions/{walk_id}/waiting', {
          body: waiting,
          params: { path: at(id), header: onceKey(key) },
        }),
      ),
    touches: [walksKey],
    onDone: keep,
  });
}

type Ending = 'abandon' | 'reopen' | 'take';

/** Abandons a walk, opens an ended one again, or takes an escalated one over. */
export function useMoveWalk(id: string, move: Ending, onDone?: (walk: Walk) => void) {
  const keep = useKeepWalk();
  return useSend({
    send: (_: undefined, key) =>
      body(
        api.POST(`/api/v1/l1/sessions/{walk_id}/${move}`, { params: { path: at(id), header: onceKey(key) } }),
      ),
    touches: [walksKey, ['escalations']],
    onDone: (walk) => {
      keep(walk);
      onDone?.(walk);
    },
  });
}

/** Which answer the pasted text speaks for, and why. */
export function readEvidence(id: string, evidence: string) {
  return body(
    api.POST('/api/v1/l1/sessions/{walk_id}/evidence', { body: { evidence }, params: { path: at(id) } }),
  );
}
