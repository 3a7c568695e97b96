import { createRoute } from '@tanstack/react-router';
import {
  PRIORITIES,
  type Priority,
  TICKET_SORTS,
  TICKET_STATUSES,
  type TicketSort,
  type TicketStatus,
} from '@/api/tickets';
import { defineFeature, lazyPage, shellRoute } from '@/lib/feature';
import { IconTicket } from '@/ui/icons';
import { strings } from './strings';

export interface QueueSearch {
  search?: string;
  /** `undone`: neither resolved nor closed. */
  status?: TicketStatus | 'undone';
  priority?: Priority;
  /** A client by the id of its page. */
  client?: string;
  mine?: true;
  unassigned?: true;
  sort?: TicketSort;
}

export const ticketsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tickets',
  validateSearch: (given: Record<string, unknown>): QueueSearch => ({
    search: typeof given.search === 'string' && given.search !== '' ? given.search : undefined,
    status: (['undone', ...TICKET_STATUSES] as const).find((status) => status === given.status),
    priority: PRIORITIES.find((priority) => priority === given.priority),
    client: typeof given.client === 'string' && given.client !== '' ? given.client : undefined,
    mine: given.mine === true ? true : undefined,
    sort: TICKET_SORTS.find((sort) => sort === given.sort && sort !== '-updated'),
    unassigned: given.unassigned === true ? true : undefined,
  }),
  component: lazyPage(() => import('./TicketsPage'), 'TicketsPage'),
});

export const ticketRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tickets/$ticketId',
  component: lazyPage(() => import('./TicketPage'), 'TicketPage'),
});

/** What the work is about. */
export const tickets = defineFeature({
  routes: [ticketsRoute, ticketRoute],
  nav: [
    {
      to: '/tickets',
      label: () => strings.text('tickets'),
      icon: IconTicket,
      letter: 't',
      needs: ['use_tickets'],
      order: 30,
    },
  ],
});
