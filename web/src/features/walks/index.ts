import { createRoute } from '@tanstack/react-router';
import { defineFeature, lazyPage, shellRoute } from '@/lib/feature';
import { IconEscalation, IconHome, IconWaiting } from '@/ui/icons';
import { searchOf } from './escalations/search';
import { strings } from './strings';

interface HomeSearch {
  /** A ticket to start on, by the id of its page. */
  ticket?: string;
  /** A flow to start whatever the words match, chosen in the library. */
  flow?: string;
  /** A client whose problem it is. */
  client?: string;
}

export const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/home',
  validateSearch: (given: Record<string, unknown>): HomeSearch => ({
    ticket: typeof given.ticket === 'string' ? given.ticket : undefined,
    flow: typeof given.flow === 'string' ? given.flow : undefined,
    client: typeof given.client === 'string' ? given.client : undefined,
  }),
  component: lazyPage(() => import('./home/HomePage'), 'HomePage'),
});

export const walkRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/walks/$walkId',
  component: lazyPage(() => import('./walk/WalkPage'), 'WalkPage'),
});

export const waitingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/waiting',
  validateSearch: (given: Record<string, unknown>): { of?: 'all' } => ({
    of: given.of === 'all' ? 'all' : undefined,
  }),
  component: lazyPage(() => import('./waiting/WaitingPage'), 'WaitingPage'),
});

export const escalationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/escalations',
  validateSearch: searchOf,
  component: lazyPage(() => import('./escalations/EscalationsPage'), 'EscalationsPage'),
});

/** First-line work: intake, walks, and what was handed over. */
export const walks = defineFeature({
  routes: [homeRoute, walkRoute, waitingRoute, escalationsRoute],
  nav: [
    {
      to: '/home',
      label: () => strings.text('home'),
      icon: IconHome,
      letter: 'h',
      needs: ['do_l1_work', 'read_all_walks'],
      order: 10,
    },
    {
      to: '/waiting',
      label: () => strings.text('waiting'),
      icon: IconWaiting,
      letter: 'w',
      needs: ['do_l1_work', 'read_all_walks'],
      order: 15,
    },
    {
      to: '/escalations',
      label: () => strings.text('escalations'),
      icon: IconEscalation,
      letter: 'e',
      needs: ['do_l1_work', 'read_all_walks'],
      order: 20,
    },
  ],
});
