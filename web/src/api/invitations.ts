import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { api, body, onceKey, type Schemas } from './client';
import { meKey } from './me';
import { pagesOf } from './paging';
import { useSend } from './send';

export type Invitation = Schemas['InvitationShown'];
export type InvitationMade = Schemas['InvitationMade'];

export const invitationsKey = ['invitations'] as const;

export const invitationsQuery = pagesOf<Invitation>(invitationsKey, (after) =>
  body(api.GET('/api/v1/invitations', { params: { query: { after } } })),
);

export function useInvite() {
  return useSend({
    send: (invitation: Schemas['InvitationNew'], key) =>
      body(api.POST('/api/v1/invitations', { body: invitation, params: { header: onceKey(key) } })),
    touches: [invitationsKey],
  });
}

export function useRevokeInvitation() {
  return useSend({
    send: (id: string) =>
      body(api.DELETE('/api/v1/invitations/{invitation_id}', { params: { path: { invitation_id: id } } })),
    touches: [invitationsKey],
  });
}

/** What an invited person sees; read by a POST, so that the token stands in no address. */
export const openedInvitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => body(api.POST('/api/v1/invitations/open', { body: { token } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

export function useAcceptInvitation() {
  const client = useQueryClient();
  return useSend({
    send: (accepted: Schemas['InvitationAccept']) =>
      body(api.POST('/api/v1/invitations/accept', { body: accepted })),
    onDone: (me) => {
      client.clear();
      client.setQueryData(meKey, me);
    },
  });
}
