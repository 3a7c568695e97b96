import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { SavingOptions } from '@/lib/autosave/kept';
import { api, body, ifMatch, onceKey, type Schemas } from './client';
import { later, readUnlessOvertaken } from './overtaking';
import { pagesOf } from './paging';
import { saveFailureOf } from './problem';
import { useSend } from './send';

export type Client = Schemas['ClientShown'];
export type Fact = Schemas['Fact'];
export type PastTicket = Schemas['PastTicket'];

export const clientsKey = ['clients'] as const;
export const clientKey = (id: string) => ['client', id] as const;
const at = (id: string) => ({ path: { client_id: id } });

/** Clients by name, for the list. */
export const clientListQuery = (filter: { search?: string; archived?: boolean }) =>
  pagesOf<Client>([...clientsKey, 'list', filter], (after) =>
    body(api.GET('/api/v1/clients', { params: { query: { ...filter, after } } })),
  );

export const clientQuery = (id: string) =>
  queryOptions({
    queryKey: clientKey(id),
    queryFn: (context) =>
      readUnlessOvertaken(
        context,
        () => body(api.GET('/api/v1/clients/{client_id}', { params: at(id) })),
        later,
      ),
    staleTime: 30_000,
  });

/** The client's last ten tickets, each with how it was solved. */
export const pastTicketsQuery = (id: string) =>
  queryOptions({
    queryKey: [...clientKey(id), 'tickets'],
    queryFn: async () =>
      (await body(api.GET('/api/v1/clients/{client_id}/tickets', { params: at(id) }))).items,
    staleTime: 30_000,
  });

/** What is known about a client, as it is edited in one piece. */
export interface Known {
  notes: string;
  facts: Fact[];
}

export const knownOf = (client: Client): Known => ({ notes: client.notes ?? '', facts: client.facts });

/** How notes and facts of a client are saved while they are typed, wherever they are edited. */
export function knownSaving(queries: QueryClient, client: Client): SavingOptions<Known> {
  return {
    draftKey: `client:${client.id}`,
    server: { value: knownOf(client), version: client.version },
    save: async ({ notes, facts }, version) => {
      const saved = await body(
        api.PATCH('/api/v1/clients/{client_id}', {
          body: { notes: notes || null, facts },
          params: { ...at(client.id), header: ifMatch(version ?? client.version) },
        }),
      );
      queries.setQueryData(clientKey(client.id), saved);
      return saved.version;
    },
    reload: async () => {
      const fresh = await queries.fetchQuery({ ...clientQuery(client.id), staleTime: 0 });
      return { value: knownOf(fresh), version: fresh.version };
    },
    failureOf: saveFailureOf,
  };
}

export function useRenameClient(onDone?: (client: Client) => void) {
  return useSend({
    send: ({ client, name }: { client: Client; name: string }) =>
      body(
        api.PATCH('/api/v1/clients/{client_id}', {
          body: { name },
          params: { ...at(client.id), header: ifMatch(client.version) },
        }),
      ),
    touches: [clientsKey],
    onDone,
  });
}

export function useArchiveClient(onDone: (id: string) => void) {
  return useSend({
    send: (id: string) => body(api.DELETE('/api/v1/clients/{client_id}', { params: at(id) })),
    touches: [clientsKey, ['client']],
    onDone: (_, id) => onDone(id),
  });
}

export function useUnarchiveClient(onDone?: (client: Client) => void) {
  return useSend({
    send: (id: string) => body(api.POST('/api/v1/clients/{client_id}/unarchive', { params: at(id) })),
    touches: [clientsKey, ['client']],
    onDone,
  });
}

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
      body(api.POST('/api/v1/clients', { body: { name, facts: [] }, params: { header: onceKey(key) } })),
    touches: [clientsKey],
    onDone,
  });
}

/** What a field for choosing a client needs: the clients that fit the words typed, and making the one that is missing. */
export function useClientChoice(onChange: (id: string | null) => void, chosenId: string | null = null) {
  const chosen = useQuery({ ...clientQuery(chosenId ?? ''), enabled: chosenId !== null }).data;
  const [words, setWords] = useState('');
  const clients = useQuery({ ...clientsQuery(useDeferredValue(words)), placeholderData: (before) => before });
  const make = useMakeClient((client) => onChange(client.id));
  const name = words.trim();
  const found = clients.data ?? [];
  // The chosen one stands among the choices, however many clients there are.
  const choices = chosen && !found.some((client) => client.id === chosen.id) ? [chosen, ...found] : found;
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
