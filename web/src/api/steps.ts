import type { QueryClient } from '@tanstack/react-query';
import { api, body, ifMatch, onceKey, type Schemas } from './client';
import { type Me, meKey } from './me';
import { type Walk, walkKey, walksKey } from './walks';

const at = (id: string) => ({ walk_id: id });

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
    evidence: step.evidence ?? null,
    user,
    answered_at: new Date().toISOString(),
    made_by: walk.pending_node?.made_by ?? 'person',
    after_take_over: walk.taken_over_at !== null,
  }));
  return {
    ...walk,
    version: taken.version,
    status: taken.status,
    step_count: taken.step_count,
    pending_node: taken.pending_node,
    making: taken.making ?? null,
    current_node_id: step.node_id,
    // An answer goes on with a parked walk.
    waiting_on: null,
    waiting_until: null,
    walked_path: [...walk.walked_path, ...entries],
  };
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
