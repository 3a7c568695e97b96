import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { api, body, onceKey, type Schemas } from './client';
import { answered, intakeKey } from './intakeOnce';
import { later, readUnlessOvertaken } from './overtaking';
import { pagesOf } from './paging';
import { useSend } from './send';

export type Walk = Schemas['Walk'];
/** How the questions of a walk that is built as one walks come about. */
export type Making = Schemas['Making'];
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
    queryFn: (context) =>
      readUnlessOvertaken(
        context,
        () => body(api.GET('/api/v1/l1/sessions/{walk_id}', { params: { path: at(id) } })),
        laterWalk,
      ),
  });

/** The later walk with the later notes: notes are saved without a new version of the walk. */
function laterWalk(known: Walk, read: Walk): Walk {
  const { walk_notes, notes_version } = known.notes_version > read.notes_version ? known : read;
  return { ...later(known, read), walk_notes, notes_version };
}

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
    send: (intake) => {
      const header = { 'Idempotency-Key': intakeKey(intake) };
      return answered(body(api.POST('/api/v1/l1/intake', { body: intake, params: { header } })));
    },
    touches: [walksKey],
    onDone,
  });
}

/** Puts a whole walk that a change answered with into the cache. */
function useKeepWalk() {
  const client = useQueryClient();
  return (walk: Walk) => client.setQueryData(walkKey(walk.id), walk);
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
