import { queryOptions } from '@tanstack/react-query';
import { api, body, ifMatch, type Schemas } from './client';
import { meKey } from './me';
import { useSend } from './send';

/** Both pages are one row and share one version, so that a change of one touches both. */
export const settingsKey = ['settings'] as const;
const touches = [settingsKey, meKey];

export const settingsQuery = queryOptions({
  queryKey: [...settingsKey, 'account'],
  queryFn: () => body(api.GET('/api/v1/account/settings')),
});

export const l1SettingsQuery = queryOptions({
  queryKey: [...settingsKey, 'l1'],
  queryFn: () => body(api.GET('/api/v1/account/l1-settings')),
});

/** `onSaved` is called even when the form is made anew for the new version meanwhile. */
export function useChangeSettings(onSaved: () => void) {
  return useSend({
    send: ({ version, change }: { version: number; change: Schemas['SettingsChange'] }) =>
      body(api.PATCH('/api/v1/account/settings', { body: change, params: { header: ifMatch(version) } })),
    touches,
    onDone: onSaved,
  });
}

/** `onSaved` as above. */
export function useChangeL1Settings(onSaved: () => void) {
  return useSend({
    send: ({ version, change }: { version: number; change: Schemas['L1SettingsChange'] }) =>
      body(api.PATCH('/api/v1/account/l1-settings', { body: change, params: { header: ifMatch(version) } })),
    touches,
    onDone: onSaved,
  });
}
