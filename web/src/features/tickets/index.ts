import { createRoute } from '@tanstack/react-router';
import { TICKET_STATUSES, type TicketStatus } from '@/api/tickets';
import { defineFeature, lazyPage, shellRoute } from '@/lib/feature';
import { IconTicket } from '@/ui/icons';
import { strings } from './strings';

interface Search {
  search?: string;
  status?: TicketStatus;
  unassigned?: true;
}

export const ticketsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tickets',
  validateSearch: (given: Record<string, unknown>): Search => ({
    search: typeof given.search === 'string' && given.search !== '' ? given.search : undefined,
    status: TICKET_STATUSES.find((status) => status === given.status),
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
