import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { api, body, type Schemas } from './client';
import { type Me, meKey } from './me';
import { useSend } from './send';

export const setupKey = ['setup'] as const;
export const sessionsKey = ['sessions'] as const;

export const setupQuery = queryOptions({
  queryKey: setupKey,
  queryFn: () => body(api.GET('/api/v1/setup')),
});

export const sessionsQuery = queryOptions({
  queryKey: sessionsKey,
  queryFn: () => body(api.GET('/api/v1/auth/sessions')),
});

/** Nothing that another person has read on this browser may be seen after signing in. */
function useEnter(): (me: Me) => void {
  const client = useQueryClient();
  return (me) => {
    client.clear();
    client.setQueryData(meKey, me);
  };
}

export function useSetUp() {
  const enter = useEnter();
  return useSend({
    send: (setup: Schemas['Setup']) => body(api.POST('/api/v1/setup', { body: setup })),
    onDone: enter,
  });
}

export function useSignIn() {
  const enter = useEnter();
  return useSend({
    send: (signIn: Schemas['SignIn']) => body(api.POST('/api/v1/auth/sign-in', { body: signIn })),
    onDone: enter,
  });
}

export function useSignOut() {
  return useSend({ send: () => body(api.POST('/api/v1/auth/sign-out')) });
}

export function useEndSession() {
  return useSend({
    send: (id: string) =>
      body(api.DELETE('/api/v1/auth/sessions/{session_id}', { params: { path: { session_id: id } } })),
    touches: [sessionsKey],
  });
}

export function useChangePassword() {
  return useSend({
    send: (change: Schemas['PasswordChange']) => body(api.POST('/api/v1/auth/password', { body: change })),
    touches: [sessionsKey],
  });
}

export function useAskForReset() {
  return useSend({
    send: (asked: Schemas['ResetRequest']) => body(api.POST('/api/v1/auth/reset', { body: asked })),
  });
}

export function useFinishReset() {
  return useSend({
    send: (reset: Schemas['PasswordReset']) => body(api.POST('/api/v1/auth/reset/finish', { body: reset })),
  });
}
