import { api, body, onceKey, type Schemas } from './client';
import { pagesOf } from './paging';
import { useSend } from './send';

export type ApiKey = Schemas['ApiKeyShown'];
export type ApiKeyMade = Schemas['ApiKeyMade'];

export const apiKeysKey = ['api-keys'] as const;

export const apiKeysQuery = (everyone: boolean) =>
  pagesOf<ApiKey>([...apiKeysKey, everyone], (after) =>
    body(api.GET('/api/v1/api-keys', { params: { query: { everyone, after } } })),
  );

export function useMakeApiKey() {
  return useSend({
    send: (made: Schemas['ApiKeyNew'], key) =>
      body(api.POST('/api/v1/api-keys', { body: made, params: { header: onceKey(key) } })),
    touches: [apiKeysKey],
  });
}

export function useRevokeApiKey() {
  return useSend({
    send: (id: string) => body(api.DELETE('/api/v1/api-keys/{key_id}', { params: { path: { key_id: id } } })),
    touches: [apiKeysKey],
  });
}
