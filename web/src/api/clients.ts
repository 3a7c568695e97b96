import { queryOptions } from '@tanstack/react-query';
import { api, body, onceKey, type Schemas } from './client';
import { useSend } from './send';

export type Client = Schemas['ClientShown'];

export const clientsKey = ['clients'] as const;

/** Clients whose name holds the words, for choosing one. */
export const clientsQuery = (search: string) =>
  queryOptions({
    queryKey: [...clientsKey, search],
    queryFn: async () =>
      (
        await body(
          api.GET('/api/v1/clients', { params: { query: { search: search || undefined, limit: 20 } } }),
        )
      ).items,
    staleTime: 30_000,
  });

export function useMakeClient(onDone: (client: Client) => void) {
  return useSend({
    send: (name: string, key) =>
      body(api.POST('/api/v1/clients', { body: { name }, params: { header: onceKey(key) } })),
    touches: [clientsKey],
    onDone,
  });
}
