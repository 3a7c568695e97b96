import { queryOptions, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
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

/** What a field for choosing a client needs: the clients that fit the words typed, and making the one that is missing. */
export function useClientChoice(onChange: (id: string | null) => void) {
  const [words, setWords] = useState('');
  const clients = useQuery({ ...clientsQuery(useDeferredValue(words)), placeholderData: (before) => before });
  const make = useMakeClient((client) => onChange(client.id));
  const name = words.trim();
  const choices = clients.data ?? [];
  const known = choices.some((client) => client.name.toLowerCase() === name.toLowerCase());
  const missing = name !== '' && clients.data !== undefined && !known;
  return {
    choices,
    onWords: setWords,
    missing: missing ? name : null,
    make: () => make.mutate(name),
    busy: make.isPending,
  };
}
