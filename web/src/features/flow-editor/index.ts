import { createRoute } from '@tanstack/react-router';
import { defineFeature, lazyPage, shellRoute } from '@/lib/feature';

export interface EditorSearch {
  /** The step that is chosen when the editor opens. */
  step?: string;
}

export const newFlowRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/flows/new',
  component: lazyPage(() => import('./NewFlowPage'), 'NewFlowPage'),
});

export const editorRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/flows/$flowId/edit',
  validateSearch: (given: Record<string, unknown>): EditorSearch => ({
    step: typeof given.step === 'string' && given.step !== '' ? given.step : undefined,
  }),
  component: lazyPage(() => import('./EditorPage'), 'EditorPage'),
});

/** Writing and mending flows on screen. */
export const flowEditor = defineFeature({ routes: [newFlowRoute, editorRoute], nav: [] });
