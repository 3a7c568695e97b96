import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { meQuery } from '@/api/me';
import { access } from '@/features/access';
import { rootRoute, shellRoute } from '@/lib/feature';
import { ErrorScreen, NowhereScreen } from './ErrorScreen';
import { requireSignIn } from './entry';
import { features } from './features';
import { navFor } from './nav';
import { queryClient } from './queryClient';
import { Shell } from './Shell';

shellRoute.update({ component: Shell });

/** The address without a path: the first screen that the person's navigation has. */
const indexRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    const me = await context.queryClient.ensureQueryData(meQuery);
    throw redirect({ to: navFor(me)[0]?.to ?? '/settings', replace: true });
  },
});

const routeTree = rootRoute.addChildren([
  ...access.routes,
  shellRoute.addChildren([indexRoute, ...features.flatMap((feature) => [...feature.routes])]),
]);

export const router = createRouter({
  routeTree,
  context: { queryClient, enter: requireSignIn },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultErrorComponent: ErrorScreen,
  notFoundMode: 'root',
  defaultNotFoundComponent: NowhereScreen,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
