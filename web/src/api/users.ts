import { queryOptions } from '@tanstack/react-query';
import { api, body, ifMatch, onceKey, type Schemas } from './client';
import { pagesOf } from './paging';
import { useSend } from './send';

export type User = Schemas['UserShown'];
export type DirectoryEntry = Schemas['DirectoryEntry'];

export const usersKey = ['users'] as const;
export const directoryKey = ['directory'] as const;
const touches = [usersKey, directoryKey];

/** People of the account, for those who manage it. */
export const usersQuery = (filter: { search?: string; include_deactivated?: boolean }) =>
  pagesOf<User>([...usersKey, filter], (after) =>
    body(api.GET('/api/v1/users', { params: { query: { ...filter, after } } })),
  );

/** Names of active people, for choosing recipients and members. */
export const directoryQuery = queryOptions({
  queryKey: directoryKey,
  queryFn: async () => (await body(api.GET('/api/v1/users/directory'))).items,
  staleTime: 60_000,
});

const path = (id: string) => ({ user_id: id });

export function useChangeUser() {
  return useSend({
    send: ({ user, change }: { user: User; change: Schemas['UserChange'] }) =>
      body(
        api.PATCH('/api/v1/users/{user_id}', {
          body: change,
          params: { path: path(user.id), header: ifMatch(user.version) },
        }),
      ),
    touches,
  });
}

export function useDeactivateUser() {
  return useSend({
    send: (id: string, key) =>
      body(
        api.POST('/api/v1/users/{user_id}/deactivate', { params: { path: path(id), header: onceKey(key) } }),
      ),
    touches,
  });
}

export function useReactivateUser() {
  return useSend({
    send: (id: string, key) =>
      body(
        api.POST('/api/v1/users/{user_id}/reactivate', { params: { path: path(id), header: onceKey(key) } }),
      ),
    touches,
  });
}

export function useMakeResetLink() {
  return useSend({
    send: (id: string, key) =>
      body(
        api.POST('/api/v1/users/{user_id}/reset-link', { params: { path: path(id), header: onceKey(key) } }),
      ),
  });
}
