import { createRoute } from '@tanstack/react-router';
import { defineFeature, lazyPage, rootRoute } from '@/lib/feature';

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: lazyPage(() => import('./SetupPage'), 'SetupPage'),
});

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({
    // Only addresses of this app: a link to sign in must not lead elsewhere.
    next: typeof search.next === 'string' && /^\/(?![/\\])/.test(search.next) ? search.next : undefined,
  }),
  component: lazyPage(() => import('./SignInPage'), 'SignInPage'),
});

const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/join',
  component: lazyPage(() => import('./JoinPage'), 'JoinPage'),
});

const forgottenRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgotten',
  component: lazyPage(() => import('./ForgottenPage'), 'ForgottenPage'),
});

const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset',
  component: lazyPage(() => import('./ResetPage'), 'ResetPage'),
});

/** Getting in: first-run set-up, sign-in, invitations, forgotten passwords. */
export const access = defineFeature({
  routes: [setupRoute, signInRoute, joinRoute, forgottenRoute, resetRoute],
  nav: [],
});
