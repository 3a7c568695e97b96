import { createRoute } from '@tanstack/react-router';
import { defineFeature, lazyPage, shellRoute } from '@/lib/feature';
import { IconPeople } from '@/ui/icons';
import { strings } from './strings';

export const TABS = ['people', 'invitations', 'teams'] as const;
export type Tab = (typeof TABS)[number];

interface Search {
  tab?: Tab;
  search?: string;
  deactivated?: boolean;
}

export const peopleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people',
  validateSearch: (given: Record<string, unknown>): Search => ({
    tab: TABS.find((tab) => tab === given.tab && tab !== 'people'),
    search: typeof given.search === 'string' && given.search !== '' ? given.search : undefined,
    deactivated: given.deactivated === true ? true : undefined,
  }),
  component: lazyPage(() => import('./PeoplePage'), 'PeoplePage'),
});

/** The people of the account: who they are, what they may do, how they get in. */
export const people = defineFeature({
  routes: [peopleRoute],
  nav: [
    {
      to: '/people',
      label: () => strings.text('people'),
      icon: IconPeople,
      letter: 'p',
      needs: ['manage_account'],
      order: 50,
    },
  ],
});
