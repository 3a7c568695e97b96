import { createRoute } from '@tanstack/react-router';
import { defineFeature, lazyPage, shellRoute } from '@/lib/feature';

export const notificationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/notifications',
  validateSearch: (given: Record<string, unknown>): { unread?: true } => ({
    unread: given.unread === true ? true : undefined,
  }),
  component: lazyPage(() => import('./NotificationsPage'), 'NotificationsPage'),
});

/** What a person is told. The bell stands in the frame and not among the entries of the navigation. */
export const notifications = defineFeature({ routes: [notificationsRoute], nav: [] });
