import { useQueryClient } from '@tanstack/react-query';
import { api, body } from './client';
import { useSend } from './send';
import { type Making, type Walk, walkKey, walksKey } from './walks';

export interface NextNodeAsked {
  /** Null: the model where one is set, else the playbook. */
  source: Making['source'] | null;
  /** One for each press: what failed before is asked anew, and never answered with a failure that was kept. */
  key: string;
}

/** Has the question made that could not be made before; one that is there by now costs nothing. */
export function useNextNode(walkId: string) {
  const client = useQueryClient();
  return useSend<NextNodeAsked, Walk>({
    send: ({ source, key }) =>
      body(
        api.POST('/api/v1/l1/sessions/{walk_id}/next-node', {
          body: { source },
          params: { path: { walk_id: walkId }, header: { 'Idempotency-Key': key } },
        }),
      ),
    touches: [walksKey],
    onDone: (walk) => client.setQueryData(walkKey(walkId), walk),
  });
}
