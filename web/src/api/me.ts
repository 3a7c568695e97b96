import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { api, body, ifMatch, type Permission, type Schemas } from './client';
import { later, readUnlessOvertaken } from './overtaking';
import { useSend } from './send';

export type Me = Schemas['Me'];

export const meKey = ['me'] as const;

export const meQuery = queryOptions({
  queryKey: meKey,
  queryFn: (context) => readUnlessOvertaken(context, () => body(api.GET('/api/v1/me')), later),
  staleTime: 5 * 60_000,
});

/** The person who is signed in. Only inside the shell, which has read it already. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

export function may(me: Me, permission: Permission): boolean {
  return me.permissions.includes(permission);
}

/** Whether the person who is signed in may do `permission`. */
export function useMay(permission: Permission): boolean {
  return may(useMe(), permission);
}

export function useChangeMe() {
  const client = useQueryClient();
  return useSend({
    send: ({ version, change }: { version: number; change: Schemas['MeChange'] }) =>
      body(api.PATCH('/api/v1/me', { body: change, params: { header: ifMatch(version) } })),
    onDone: (me) => client.setQueryData(meKey, me),
  });
}
