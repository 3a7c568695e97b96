import { createRoute } from '@tanstack/react-router';
import { defineFeature, lazyPage, shellRoute } from '@/lib/feature';
import { IconClients } from '@/ui/icons';
import { named } from './name';

interface Search {
  search?: string;
  archived?: true;
}

export const clientsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/clients',
  validateSearch: (given: Record<string, unknown>): Search => ({
    search: typeof given.search === 'string' && given.search !== '' ? given.search : undefined,
    archived: given.archived === true ? true : undefined,
  }),
  component: lazyPage(() => import('./ClientsPage'), 'ClientsPage'),
});

export const clientRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/clients/$clientId',
  component: lazyPage(() => import('./ClientPage'), 'ClientPage'),
});

/** The customer companies and what is known about them. */
export const clients = defineFeature({
  routes: [clientsRoute, clientRoute],
  nav: [
    {
      to: '/clients',
      label: () => named.text('clients'),
      icon: IconClients,
      letter: 'c',
      needs: ['use_tickets'],
      order: 35,
    },
  ],
});
