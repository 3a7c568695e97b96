import { createRoute } from '@tanstack/react-router';
import { defineFeature, lazyPage, shellRoute } from '@/lib/feature';
import { IconSettings } from '@/ui/icons';
import { strings } from './strings';

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  component: lazyPage(() => import('./SettingsPage'), 'SettingsPage'),
});

/** A person's own profile and sign-in, their keys, and the settings of the account. */
export const settings = defineFeature({
  routes: [settingsRoute],
  nav: [
    { to: '/settings', label: () => strings.text('settings'), icon: IconSettings, letter: 's', order: 60 },
  ],
});
