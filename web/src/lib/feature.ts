import type { QueryClient } from '@tanstack/react-query';
import {
  type AnyRoute,
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';

export interface RouterContext {
  queryClient: QueryClient;
  /** Lets signed-in people into the frame and sends others to sign-in or set-up. */
  enter: (href: string) => Promise<void>;
}

/** The top of all routes; screens for people who are not signed in hang here. */
export const rootRoute = createRootRouteWithContext<RouterContext>()();

/** Everything inside the frame with the navigation: only for people who are signed in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'in',
  beforeLoad: ({ context, location }) => context.enter(location.href),
});

/** One entry of the navigation on the left, and of the `g` shortcuts. */
export interface NavEntry<Permission extends string = string> {
  /** Address, also the highlight of everything under it. */
  to: string;
  label: () => string;
  icon: ComponentType;
  /** Letter after `g`. */
  letter: string;
  /** Only people with one of these see the entry; everybody when left out. */
  needs?: readonly Permission[];
  /** Where it stands: 10 Home, 20 Escalations, 30 Tickets, 40 Flows, 50 People, 60 Settings, 70 Audit. */
  order: number;
}

/** What a feature hands to `app/features.ts`. */
export interface Feature<Routes extends readonly AnyRoute[], Permission extends string = string> {
  routes: Routes;
  nav: readonly NavEntry<Permission>[];
}

export function defineFeature<const Routes extends readonly AnyRoute[], Permission extends string = never>(
  feature: Feature<Routes, Permission>,
): Feature<Routes, Permission> {
  return feature;
}

/** A screen that is loaded when it is opened: `lazyPage(() => import('./PeoplePage'), 'PeoplePage')`. */
export const lazyPage = lazyRouteComponent;
