import { createRoute } from '@tanstack/react-router';
import { FLOW_SORTS, FLOW_STATUSES, type FlowSort, type FlowStatus } from '@/api/flows';
import { defineFeature, lazyPage, shellRoute } from '@/lib/feature';
import { IconFlow } from '@/ui/icons';
import { overlayRoute, overlaysRoute } from './overlays/routes';
import { strings } from './strings';

export interface LibrarySearch {
  search?: string;
  category?: string;
  status?: FlowStatus;
  sort?: FlowSort;
}

export const TABS = ['outline', 'picture', 'versions', 'draft'] as const;
export type Tab = (typeof TABS)[number];

export interface ReaderSearch {
  tab?: Tab;
  /** An old version by number; the newest one when left out. */
  version?: number;
  /** The step that is chosen. */
  step?: string;
  /** Words that are looked for among the steps. */
  find?: string;
}

export const SOURCES = ['files', 'text', 'starters'] as const;
export type Source = (typeof SOURCES)[number];

export interface ImportSearch {
  from?: Source;
  /** An import under way, or done. */
  run?: string;
}

const asText = (given: unknown): string | undefined => {
  if (typeof given === 'number') return String(given);
  return typeof given === 'string' && given !== '' ? given : undefined;
};
const asNumber = (given: unknown): number | undefined =>
  typeof given === 'number' && Number.isInteger(given) && given > 0 ? given : undefined;

export const libraryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/flows',
  validateSearch: (given: Record<string, unknown>): LibrarySearch => ({
    search: asText(given.search),
    category: asText(given.category),
    status: FLOW_STATUSES.find((status) => status === given.status),
    sort: FLOW_SORTS.find((sort) => sort === given.sort && sort !== '-updated'),
  }),
  component: lazyPage(() => import('./library/LibraryPage'), 'LibraryPage'),
});

export const importRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/flows/import',
  validateSearch: (given: Record<string, unknown>): ImportSearch => ({
    from: SOURCES.find((source) => source === given.from && source !== 'files'),
    run: asText(given.run),
  }),
  component: lazyPage(() => import('./importing/ImportPage'), 'ImportPage'),
});

export const readerRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/flows/$flowId',
  validateSearch: (given: Record<string, unknown>): ReaderSearch => ({
    tab: TABS.find((tab) => tab === given.tab && tab !== 'outline'),
    version: asNumber(given.version),
    step: asText(given.step),
    find: asText(given.find),
  }),
  component: lazyPage(() => import('./reader/ReaderPage'), 'ReaderPage'),
});

/** The library of flows: find, read, publish, import. */
export const flows = defineFeature({
  routes: [libraryRoute, importRoute, overlaysRoute, overlayRoute, readerRoute],
  nav: [
    {
      to: '/flows',
      label: () => strings.text('flows'),
      icon: IconFlow,
      letter: 'f',
      needs: ['read_library'],
      order: 40,
    },
  ],
});
