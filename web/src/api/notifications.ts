import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { api, body, ifMatch, type Schemas } from './client';
import { pagesOf } from './paging';
import { useSend } from './send';

export type Notification = Schemas['NotificationShown'];
export type Preferences = Schemas['Preferences'];
export type NotificationKind = Schemas['Kind'];

export const notificationsKey = ['notifications'] as const;
const preferencesKey = ['notification-preferences'] as const;

export const notificationsQuery = (unread: boolean) =>
  pagesOf<Notification>([...notificationsKey, 'list', unread], (after) =>
    body(api.GET('/api/v1/notifications', { params: { query: { unread, after } } })),
  );

/** The newest ones, for the panel under the bell. */
export const newestNotificationsQuery = queryOptions({
  queryKey: [...notificationsKey, 'newest'],
  queryFn: () => body(api.GET('/api/v1/notifications', { params: { query: { limit: 8 } } })),
});

/** How many are not read, up to 100. */
export const unreadQuery = queryOptions({
  queryKey: [...notificationsKey, 'unread'],
  queryFn: async () => (await body(api.GET('/api/v1/notifications/unread'))).unread,
  staleTime: 60_000,
});

export const preferencesQuery = queryOptions({
  queryKey: preferencesKey,
  queryFn: () => body(api.GET('/api/v1/notifications/preferences')),
});

export function useMarkNotification() {
  return useSend({
    send: ({ id, read }: { id: string; read: boolean }) => {
      const params = { path: { notification_id: id } };
      return read
        ? body(api.POST('/api/v1/notifications/{notification_id}/read', { params }))
        : body(api.POST('/api/v1/notifications/{notification_id}/unread', { params }));
    },
    touches: [notificationsKey],
  });
}

/** Marks everything up to the newest that the person saw; its result takes it back. */
export function useMarkAllRead(onDone: (done: Schemas['AllRead']) => void) {
  return useSend({
    send: (upTo: string) => body(api.POST('/api/v1/notifications/read', { body: { up_to: upTo } })),
    touches: [notificationsKey],
    onDone,
  });
}

export function useUnmarkAll() {
  return useSend({
    send: (readAt: string) => body(api.POST('/api/v1/notifications/unread', { body: { read_at: readAt } })),
    touches: [notificationsKey],
  });
}

export function useChangePreferences() {
  const client = useQueryClient();
  return useSend({
    send: ({ version, choices }: { version: number } & Schemas['PreferencesChange']) =>
      body(
        api.PATCH('/api/v1/notifications/preferences', {
          body: { choices },
          params: { header: ifMatch(version) },
        }),
      ),
    onDone: (preferences) => client.setQueryData(preferencesKey, preferences),
  });
}
