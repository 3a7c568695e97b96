import { createRoute } from '@tanstack/react-router';
import { defineFeature, lazyPage, shellRoute } from '@/lib/feature';
import { IconAudit } from '@/ui/icons';
import { strings } from './strings';

interface Search {
  action?: string;
  person?: string;
  /** Days in the person's zone, as `2026-11-21`, both included. */
  from?: string;
  to?: string;
}

const asText = (given: unknown): string | undefined =>
  typeof given === 'string' && given !== '' ? given : undefined;
const asDay = (given: unknown): string | undefined =>
  typeof given === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(given) ? given : undefined;

export const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/audit',
  validateSearch: (given: Record<string, unknown>): Search => ({
    action: asText(given.action),
    person: asText(given.person),
    from: asDay(given.from),
    to: asDay(given.to),
  }),
  component: lazyPage(() => import('./AuditPage'), 'AuditPage'),
});

/** Who did what, when. */
export const audit = defineFeature({
  routes: [auditRoute],
  nav: [
    {
      to: '/audit',
      label: () => strings.text('audit'),
      icon: IconAudit,
      letter: 'a',
      needs: ['manage_account'],
      order: 70,
    },
  ],
});
