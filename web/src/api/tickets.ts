import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { api, body, ifMatch, onceKey, type Schemas } from './client';
import { later, readUnlessOvertaken } from './overtaking';
import { pagesOf } from './paging';
import { useSend } from './send';

export type Ticket = Schemas['TicketShown'];
export type TicketBrief = Schemas['TicketBrief'];
export type TicketPage = Schemas['TicketPage'];
export type TicketStatus = Schemas['TicketStatus'];
export type Priority = Schemas['Priority'];

export const TICKET_STATUSES: readonly TicketStatus[] = [
  'open',
  'in_progress',
  'waiting',
  'escalated',
  'resolved',
  'closed',
];
export const PRIORITIES: readonly Priority[] = ['low', 'normal', 'high', 'urgent'];

export type TicketSort = '-updated' | 'priority' | 'oldest';
export type LookAlike = Schemas['LookAlike'];
export const TICKET_SORTS: readonly TicketSort[] = ['-updated', 'priority', 'oldest'];

export const ticketsKey = ['tickets'] as const;
export const ticketKey = (id: string) => ['ticket', id] as const;
const at = (id: string) => ({ ticket_id: id });

export interface TicketFilter {
  search?: string;
  status?: TicketStatus;
  undone?: boolean;
  priority?: Priority;
  client_id?: string;
  mine?: boolean;
  unassigned?: boolean;
  sort?: TicketSort;
}

export const ticketsQuery = (filter: TicketFilter) =>
  pagesOf<TicketBrief>([...ticketsKey, filter], (after) =>
    body(api.GET('/api/v1/tickets', { params: { query: { ...filter, after } } })),
  );

export const ticketQuery = (id: string) =>
  queryOptions({
    queryKey: ticketKey(id),
    queryFn: (context) =>
      readUnlessOvertaken(
        context,
        () => body(api.GET('/api/v1/tickets/{ticket_id}', { params: { path: at(id) } })),
        later,
      ),
  });

export function useMakeTicket(onDone: (ticket: Ticket) => void) {
  return useSend({
    send: (ticket: Schemas['TicketNew'], key) =>
      body(api.POST('/api/v1/tickets', { body: ticket, params: { header: onceKey(key) } })),
    touches: [ticketsKey],
    onDone,
  });
}

export function useChangeTicket(id: string, onSaved?: (ticket: Ticket) => void) {
  const client = useQueryClient();
  return useSend({
    send: ({ version, change }: { version: number; change: Schemas['TicketChange'] }) =>
      body(
        api.PATCH('/api/v1/tickets/{ticket_id}', {
          body: change,
          params: { path: at(id), header: ifMatch(version) },
        }),
      ),
    touches: [ticketsKey],
    onDone: (ticket) => {
      client.setQueryData<TicketPage>(ticketKey(id), (page) => page && { ...page, ...ticket });
      onSaved?.(ticket);
    },
  });
}

/** Solved tickets that look like a problem, as far as it is typed. */
export const lookAlikesQuery = (problem: string, clientId: string | null) =>
  queryOptions({
    queryKey: [...ticketsKey, 'look-alikes', problem, clientId],
    queryFn: async () =>
      (
        await body(
          api.POST('/api/v1/l1/look-alikes', { body: { problem_text: problem, client_id: clientId } }),
        )
      ).items,
    staleTime: 60_000,
  });

/** Takes the most pressing open ticket that nobody has. */
export function useTakeNext(onDone: (ticket: Ticket) => void) {
  return useSend<undefined, Ticket>({
    send: (_, key) => body(api.POST('/api/v1/tickets/next', { params: { header: onceKey(key) } })),
    touches: [ticketsKey],
    onDone,
  });
}
