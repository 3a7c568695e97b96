import { useQueryClient } from '@tanstack/react-query';
import { useNextNode } from '@/api/making';
import { type Walk, walkKey } from '@/api/walks';
import { randomId } from '@/lib/random';

/** Asking once more for a question that could not be made. */
export interface GoingOn {
  /** Asks again: the model where one is set, else the playbook. */
  again: () => void;
  /** Has the built-in playbook make it. */
  withPlaybook: () => void;
  busy: boolean;
  /** The playbook is being asked just now. */
  byPlaybook: boolean;
  error: Error | null;
}

export function useGoingOn(walk: Walk): GoingOn {
  const client = useQueryClient();
  const next = useNextNode(walk.id);
  const ask = (source: 'playbook' | null): void => {
    if (next.isPending) return;
    next.mutate(
      { source, key: randomId() },
      // Whatever came of it, the server knows; a reply that was lost is not asked for twice.
      { onError: () => void client.invalidateQueries({ queryKey: walkKey(walk.id), exact: true }) },
    );
  };
  return {
    again: () => ask(null),
    withPlaybook: () => ask('playbook'),
    busy: next.isPending,
    byPlaybook: next.isPending && next.variables?.source === 'playbook',
    error: next.error,
  };
}
