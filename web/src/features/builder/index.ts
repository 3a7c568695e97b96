import { createRoute } from '@tanstack/react-router';
import { defineFeature, lazyPage, shellRoute } from '@/lib/feature';

export interface BuilderSearch {
  /** The flow that is being built: its conversation, or `new` for one that is yet to begin. */
  run?: string;
}

export const builderRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/flows/build',
  validateSearch: (given: Record<string, unknown>): BuilderSearch => ({
    run: typeof given.run === 'string' && given.run !== '' ? given.run : undefined,
  }),
  component: lazyPage(() => import('./BuilderPage'), 'BuilderPage'),
});

/** Building a draft flow in four stages, by a model or by the built-in playbook. */
export const builder = defineFeature({ routes: [builderRoute], nav: [] });
