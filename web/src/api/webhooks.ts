import { queryOptions } from '@tanstack/react-query';
import { api, body, ifMatch, onceKey, type Schemas } from './client';
import { pagesOf } from './paging';
import { useSend } from './send';

export type Webhook = Schemas['WebhookShown'];
export type WebhookKind = Schemas['WebhookKind'];
export type Delivery = Schemas['DeliveryShown'];

export const WEBHOOK_KINDS: readonly WebhookKind[] = [
  'escalated',
  'escalation_taken',
  'escalation_resolved',
  'step_reported',
  'import_finished',
  'invitation_accepted',
];

const webhooksKey = ['webhooks'] as const;
const deliveriesKey = (id: string) => [...webhooksKey, id, 'deliveries'] as const;
/** How often a list is read again in which something is on its way. */
const ON_ITS_WAY_MS = 2_000;

export const webhooksQuery = queryOptions({
  queryKey: webhooksKey,
  queryFn: () => body(api.GET('/api/v1/webhooks')),
});

export const deliveriesQuery = (id: string) => ({
  ...pagesOf<Delivery>(deliveriesKey(id), (after) =>
    body(
      api.GET('/api/v1/webhooks/{webhook_id}/deliveries', {
        params: { path: { webhook_id: id }, query: { after } },
      }),
    ),
  ),
  refetchInterval: ({ state }: { state: { data?: { pages: { items: Delivery[] }[] } } }) =>
    state.data?.pages[0]?.items.some((one) => one.status === 'waiting' && one.next_try_at === null)
      ? ON_ITS_WAY_MS
      : false,
});

export function useMakeWebhook() {
  return useSend({
    send: (made: Schemas['WebhookNew'], key) =>
      body(api.POST('/api/v1/webhooks', { body: made, params: { header: onceKey(key) } })),
    touches: [webhooksKey],
  });
}

export function useChangeWebhook() {
  return useSend({
    send: ({ webhook, change }: { webhook: Webhook; change: Schemas['WebhookChange'] }) =>
      body(
        api.PATCH('/api/v1/webhooks/{webhook_id}', {
          body: change,
          params: { path: { webhook_id: webhook.id }, header: ifMatch(webhook.version) },
        }),
      ),
    touches: [webhooksKey],
  });
}

export function useDeleteWebhook() {
  return useSend({
    send: (id: string) =>
      body(api.DELETE('/api/v1/webhooks/{webhook_id}', { params: { path: { webhook_id: id } } })),
    touches: [webhooksKey],
  });
}

export function useRenewSecret() {
  return useSend({
    send: (id: string) =>
      body(api.POST('/api/v1/webhooks/{webhook_id}/secret', { params: { path: { webhook_id: id } } })),
    touches: [webhooksKey],
  });
}

export function useTestWebhook() {
  return useSend({
    send: (id: string, key) =>
      body(
        api.POST('/api/v1/webhooks/{webhook_id}/test', {
          params: { path: { webhook_id: id }, header: onceKey(key) },
        }),
      ),
    touches: [webhooksKey],
  });
}

export function useResend() {
  return useSend({
    send: ({ webhook_id, delivery_id }: { webhook_id: string; delivery_id: string }) =>
      body(
        api.POST('/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/resend', {
          params: { path: { webhook_id, delivery_id } },
        }),
      ),
    touches: [webhooksKey],
  });
}
