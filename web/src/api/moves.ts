import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { api, body, onceKey } from './client';
import { useSend } from './send';
import { type Walk, walkKey, walksKey } from './walks';

/** Flows that fit the problem of a walk, the likeliest first. */
export const fittingFlowsQuery = (problem: string) =>
  queryOptions({
    queryKey: ['flows', 'fitting', problem],
    queryFn: () =>
      body(api.POST('/api/v1/flows/match', { body: { problem_text: problem.slice(0, 20_000), limit: 5 } })),
    staleTime: 60_000,
    enabled: problem.trim() !== '',
  });

/** Goes on with another flow; path, notes and steps stay. */
export function useSwitchFlow(walk: Walk, onDone: (walk: Walk) => void) {
  const client = useQueryClient();
  return useSend<string, Walk>({
    send: (flowId, key) =>
      body(
        api.POST('/api/v1/l1/sessions/{walk_id}/switch', {
          body: { flow_id: flowId },
          params: { path: { walk_id: walk.id }, header: onceKey(key) },
        }),
      ),
    touches: [walksKey],
    onDone: (moved) => {
      client.setQueryData(walkKey(walk.id), moved);
      onDone(moved);
    },
  });
}

/** Takes back a switch that came last: every answer stays. */
export function useSwitchBack(walkId: string) {
  const client = useQueryClient();
  return useSend<number, Walk>({
    send: (steps, key) =>
      body(
        api.POST('/api/v1/l1/sessions/{walk_id}/back', {
          body: { to_step: steps },
          params: { path: { walk_id: walkId }, header: onceKey(key) },
        }),
      ),
    touches: [walksKey],
    onDone: (walk) => client.setQueryData(walkKey(walkId), walk),
  });
}

/** Joins a colleague's walk, to work on it together. */
export function useJoinWalk(onDone: (walk: Walk) => void) {
  const client = useQueryClient();
  return useSend<string, Walk>({
    send: (walkId, key) =>
      body(
        api.POST('/api/v1/l1/sessions/{walk_id}/join', {
          params: { path: { walk_id: walkId }, header: onceKey(key) },
        }),
      ),
    onDone: (walk) => {
      client.setQueryData(walkKey(walk.id), walk);
      onDone(walk);
    },
  });
}

const HERE_EVERY_MS = 20_000;

/** Says every 20 seconds, while the page is looked at, that the walk is open here, and reads who else has it open. */
export const hereQuery = (walkId: string) =>
  queryOptions({
    queryKey: [...walkKey(walkId), 'here'],
    queryFn: () =>
      body(api.POST('/api/v1/l1/sessions/{walk_id}/here', { params: { path: { walk_id: walkId } } })),
    refetchInterval: HERE_EVERY_MS,
    staleTime: HERE_EVERY_MS / 2,
    retry: false,
  });
