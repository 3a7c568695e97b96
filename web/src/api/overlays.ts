import { queryOptions } from '@tanstack/react-query';
import { api, body, ifMatch, onceKey, type Schemas } from './client';
import { pagesOf } from './paging';
import { useSend } from './send';

export type Overlay = Schemas['OverlayShown'];
export type OverlayBrief = Schemas['OverlayBrief'];
export type StepChange = Schemas['StepChange'];
export type Drift = Schemas['Drift'];
export type Changes = Record<string, StepChange>;

export const overlaysKey = ['overlays'] as const;
const keyOf = (flowId: string, clientId: string) => [...overlaysKey, 'one', flowId, clientId] as const;
const at = (flowId: string, clientId: string) => ({ path: { flow_id: flowId, client_id: clientId } });

/** For which clients a flow is another. */
export const flowOverlaysQuery = (flowId: string) =>
  pagesOf<OverlayBrief>([...overlaysKey, 'flow', flowId], (after) =>
    body(
      api.GET('/api/v1/flows/{flow_id}/overlays', {
        params: { path: { flow_id: flowId }, query: { after, limit: 100 } },
      }),
    ),
  );

/** Which flows are others for a client. */
export const clientOverlaysQuery = (clientId: string) =>
  pagesOf<OverlayBrief>([...overlaysKey, 'client', clientId], (after) =>
    body(
      api.GET('/api/v1/clients/{client_id}/overlays', {
        params: { path: { client_id: clientId }, query: { after } },
      }),
    ),
  );

export const overlayQuery = (flowId: string, clientId: string) =>
  queryOptions({
    queryKey: keyOf(flowId, clientId),
    queryFn: () =>
      body(api.GET('/api/v1/flows/{flow_id}/overlays/{client_id}', { params: at(flowId, clientId) })),
  });

export function useMakeOverlay(flowId: string, onDone: (overlay: Overlay) => void) {
  return useSend({
    send: (clientId: string, key) =>
      body(
        api.POST('/api/v1/flows/{flow_id}/overlays', {
          body: { client_id: clientId },
          params: { path: { flow_id: flowId }, header: onceKey(key) },
        }),
      ),
    touches: [overlaysKey],
    onDone,
  });
}

export interface OverlaySave {
  version: number;
  changes: Changes;
  settled: string[];
  note: string;
}

export function useSaveOverlay(flowId: string, clientId: string, onDone: (overlay: Overlay) => void) {
  return useSend({
    send: ({ version, ...change }: OverlaySave) =>
      body(
        api.PUT('/api/v1/flows/{flow_id}/overlays/{client_id}', {
          body: change,
          params: { ...at(flowId, clientId), header: ifMatch(version) },
        }),
      ),
    touches: [overlaysKey],
    onDone,
  });
}

export function useRemoveOverlay(flowId: string, clientId: string, onDone: () => void) {
  return useSend({
    send: (version: number) =>
      body(
        api.DELETE('/api/v1/flows/{flow_id}/overlays/{client_id}', {
          params: { ...at(flowId, clientId), header: ifMatch(version) },
        }),
      ),
    touches: [overlaysKey],
    onDone: () => onDone(),
  });
}

/** What is to be said about changes before they are saved. */
export const tryOverlay = (flowId: string, changes: Changes) =>
  queryOptions({
    queryKey: [...overlaysKey, 'try', flowId, changes],
    queryFn: () =>
      body(
        api.POST('/api/v1/flows/{flow_id}/overlays/try', {
          body: { changes },
          params: { path: { flow_id: flowId } },
        }),
      ),
    staleTime: 60_000,
  });
