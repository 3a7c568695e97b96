import { createRoute } from '@tanstack/react-router';
import { lazyPage, shellRoute } from '@/lib/feature';

interface Search {
  /** The step that is chosen. */
  step?: string;
}

export const overlaysRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/flows/$flowId/clients',
  component: lazyPage(() => import('./OverlaysPage'), 'OverlaysPage'),
});

export const overlayRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/flows/$flowId/clients/$clientId',
  validateSearch: (given: Record<string, unknown>): Search => ({
    step: typeof given.step === 'string' && given.step !== '' ? given.step : undefined,
  }),
  component: lazyPage(() => import('./OverlayPage'), 'OverlayPage'),
});
