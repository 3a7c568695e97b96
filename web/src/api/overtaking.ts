import type { QueryClient, QueryFunctionContext, QueryKey } from '@tanstack/react-query';

interface Versioned {
  version: number;
}

/** The one of a later version; what was read where they are the same. */
export function later<T extends Versioned>(known: T, read: T): T {
  return known.version > read.version ? known : read;
}

/**
 * Reads a thing, and holds what came back against what a change put in its place meanwhile: a reading that was under
 * way when an answer was given knows nothing of it, and must not bring the old question back.
 */
export async function readUnlessOvertaken<T>(
  { client, queryKey }: Pick<QueryFunctionContext, 'client' | 'queryKey'>,
  read: () => Promise<T>,
  newest: (known: T, read: T) => T,
): Promise<T> {
  const before = timesPut(client, queryKey);
  const found = await read();
  const known = client.getQueryData<T>(queryKey);
  return known !== undefined && timesPut(client, queryKey) > before ? newest(known, found) : found;
}

function timesPut(client: QueryClient, queryKey: QueryKey): number {
  return client.getQueryState(queryKey)?.dataUpdateCount ?? 0;
}
