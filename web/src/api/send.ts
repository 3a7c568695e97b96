import { type QueryKey, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { randomId } from '@/lib/random';
import { ApiProblem } from './problem';

interface SendOptions<Variables, Result> {
  /** `key` is the Idempotency-Key: the same one when the person tries the same thing again after a lost answer. */
  send: (variables: Variables, key: string) => Promise<Result>;
  /** Queries that are read again after success. */
  touches?: readonly QueryKey[];
  onDone?: (result: Result, variables: Variables) => void;
}

/** A change sent to the API. `error` is an `ApiProblem`; show it with `<ErrorState trouble={troubleOf(error)} />`. */
export function useSend<Variables = void, Result = unknown>(
  options: SendOptions<Variables, Result>,
): UseMutationResult<Result, Error, Variables> {
  const client = useQueryClient();
  const remembered = useRef<{ what: string; key: string } | null>(null);

  const keyFor = (variables: Variables): string => {
    const what = JSON.stringify(variables) ?? '';
    if (remembered.current?.what !== what) remembered.current = { what, key: randomId() };
    return remembered.current.key;
  };

  return useMutation<Result, Error, Variables>({
    mutationFn: (variables) => options.send(variables, keyFor(variables)),
    onSuccess: (result, variables) => {
      remembered.current = null;
      options.onDone?.(result, variables);
      // Not waited for: what is read again may replace the screen that wants to say that it is done.
      for (const queryKey of options.touches ?? []) void client.invalidateQueries({ queryKey });
    },
    onError: (error) => {
      const answerUnknown = error instanceof ApiProblem && (error.status === 0 || error.status >= 500);
      if (!answerUnknown) remembered.current = null;
    },
  });
}
