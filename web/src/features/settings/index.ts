import { createRoute } from '@tanstack/react-router';
import { defineFeature, lazyPage, shellRoute } from '@/lib/feature';
import { IconSettings } from '@/ui/icons';
import { strings } from './strings';

export const TABS = [
  'profile',
  'security',
  'keys',
  'notifications',
  'account',
  'l1',
  'notes',
  'ai',
  'webhooks',
] as const;
export type Tab = (typeof TABS)[number];

export const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  validateSearch: (given: Record<string, unknown>): { tab?: Tab } => ({
    tab: TABS.find((tab) => tab === given.tab && tab !== 'profile'),
  }),
  component: lazyPage(() => import('./SettingsPage'), 'SettingsPage'),
});

/** A person's own profile and sign-in, their keys, and the settings of the account. */
export const settings = defineFeature({
  routes: [settingsRoute],
  nav: [
    { to: '/settings', label: () => strings.text('settings'), icon: IconSettings, letter: 's', order: 60 },
  ],
});
