import { queryOptions } from '@tanstack/react-query';
import { api, body, ifMatch, type Schemas } from './client';
import { pagesOf } from './paging';
import { useSend } from './send';

export type AiSettings = Schemas['AiSettingsShown'];
export type AiSettingsChange = Schemas['AiSettingsChange'];
export type AiQuota = Schemas['AiQuotaShown'];
export type AiUsage = Schemas['AiUsageShown'];
export type TaskUsage = Schemas['TaskUsage'];
export type AiCall = Schemas['AiCallShown'];

export const aiKey = ['ai'] as const;
const aiUsageKey = [...aiKey, 'usage'] as const;
export const aiQuotaKey = [...aiKey, 'quota'] as const;

export const aiSettingsQuery = queryOptions({
  queryKey: [...aiKey, 'settings'],
  queryFn: () => body(api.GET('/api/v1/account/ai-settings')),
});

/** Who makes things now, and what is left of the plan. */
export const aiQuotaQuery = queryOptions({
  queryKey: aiQuotaKey,
  queryFn: () => body(api.GET('/api/v1/ai/quota')),
});

export const aiUsageQuery = queryOptions({
  queryKey: [...aiUsageKey, 'sums'],
  queryFn: () => body(api.GET('/api/v1/ai/usage')),
});

export const aiCallsQuery = (failed: boolean) =>
  pagesOf<AiCall>([...aiUsageKey, 'calls', failed], (after) =>
    body(api.GET('/api/v1/ai/usage/calls', { params: { query: { after, failed } } })),
  );

/** `onSaved` is called even when the form is made anew for the new version meanwhile. */
export function useChangeAiSettings(onSaved: () => void) {
  return useSend({
    send: ({ version, change }: { version: number; change: AiSettingsChange }) =>
      body(api.PATCH('/api/v1/account/ai-settings', { body: change, params: { header: ifMatch(version) } })),
    touches: [aiKey],
    onDone: onSaved,
  });
}

/** One tiny call to the model that is saved; it is paid and counted. */
export function useTestModel() {
  return useSend({
    send: () => body(api.POST('/api/v1/account/ai-settings/test')),
    touches: [aiUsageKey, aiQuotaKey],
  });
}
