import { createRoute } from '@tanstack/react-router';
import { defineFeature, lazyPage, shellRoute } from '@/lib/feature';
import { IconPeople } from '@/ui/icons';
import { strings } from './strings';

export const peopleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people',
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
