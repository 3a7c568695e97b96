import { queryOptions } from '@tanstack/react-query';
import { api, body, ifMatch, onceKey, type Schemas } from './client';
import { pagesOf } from './paging';
import { useSend } from './send';

export type Flow = Schemas['FlowSummary'];
export type FlowDetail = Schemas['FlowDetail'];
export type FlowStatus = Flow['status'];
export type FlowChange = Schemas['FlowChange'];
export type Tree = Schemas['Tree'];
export type TreeNode = Schemas['Node'];
export type NodeType = TreeNode['type'];
export type Option = Schemas['Option'];
export type Finding = Schemas['Finding'];
export type FlowDraft = Schemas['Draft'];
export type Version = Schemas['VersionSummary'];
export type FlowNew = Schemas['FlowNew'];

export const FLOW_STATUSES = ['published', 'draft', 'archived'] as const;
export const FLOW_SORTS = ['-updated', 'title'] as const;
export type FlowSort = (typeof FLOW_SORTS)[number];
export const EXPORT_FORMATS = ['yaml', 'json', 'mermaid', 'markdown'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface FlowFilter {
  search?: string;
  category?: string;
  status?: FlowStatus;
  sort?: FlowSort;
}

export const flowsKey = ['flows'] as const;
export const flowKey = (id: string) => ['flow', id] as const;
const path = (id: string) => ({ flow_id: id });

/** The library: published flows, for people who edit flows drafts too. */
export const flowsQuery = (filter: FlowFilter) =>
  pagesOf<Flow>([...flowsKey, 'list', filter], (after) =>
    body(api.GET('/api/v1/flows', { params: { query: { ...filter, after } } })),
  );

export const flowCategoriesQuery = queryOptions({
  queryKey: [...flowsKey, 'categories'],
  queryFn: () => body(api.GET('/api/v1/flows/categories')),
  staleTime: 60_000,
});

export const flowQuery = (id: string) =>
  queryOptions({
    queryKey: flowKey(id),
    queryFn: () => body(api.GET('/api/v1/flows/{flow_id}', { params: { path: path(id) } })),
  });

/** The draft, or the newest version's tree where there is none (`saved` is false then). */
export const flowDraftQuery = (id: string) =>
  queryOptions({
    queryKey: [...flowKey(id), 'draft'],
    queryFn: () => body(api.GET('/api/v1/flows/{flow_id}/draft', { params: { path: path(id) } })),
  });

/** The draft as the server has it this moment, past the cache. */
export const readDraft = (id: string): Promise<FlowDraft> =>
  body(api.GET('/api/v1/flows/{flow_id}/draft', { params: { path: path(id) } }));

/** The draft as it is when the editor is opened: it is read once, and kept by the editor from then on. */
export const editedDraftQuery = (id: string) =>
  queryOptions({
    queryKey: ['flow-editing', id],
    queryFn: () => readDraft(id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** Saves the whole tree over the draft of `version`. */
export const saveDraft = (id: string, tree: Tree, version: number) =>
  body(
    api.PUT('/api/v1/flows/{flow_id}/draft', {
      body: { tree },
      params: { path: path(id), header: ifMatch(version) },
    }),
  );

/** What the validator says about a tree; nothing is saved. */
export async function validateTree(tree: Tree, signal: AbortSignal): Promise<Finding[]> {
  const said = await body(api.POST('/api/v1/flows/validate', { body: { tree, made_by: 'person' }, signal }));
  return said.findings;
}

/** Whether a pasted text proves an answer, by the engine that judges it on a walk. */
export const evidenceTrialQuery = (evidence: Schemas['Evidence'], pasted: string) =>
  queryOptions({
    queryKey: ['evidence-trial', evidence, pasted],
    queryFn: ({ signal }) =>
      body(api.POST('/api/v1/flows/try-evidence', { body: { evidence, pasted }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export const versionsQuery = (id: string) =>
  pagesOf<Version>([...flowKey(id), 'versions'], (after) =>
    body(api.GET('/api/v1/flows/{flow_id}/versions', { params: { path: path(id), query: { after } } })),
  );

/** A published version with its tree, which never changes. */
export const versionQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: [...flowKey(id), 'version', number],
    queryFn: () =>
      body(
        api.GET('/api/v1/flows/{flow_id}/versions/{number}', { params: { path: { flow_id: id, number } } }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Address of the file of a flow; the browser downloads it under the name that the server gives. */
export function exportAddress(id: string, format: ExportFormat, version?: number): string {
  const query = new URLSearchParams({ format, ...(version ? { version: String(version) } : {}) });
  return `/api/v1/flows/${id}/export?${query}`;
}

/** Makes a flow, as a draft. */
export function useCreateFlow(onDone: (flow: Flow) => void) {
  return useSend({
    onDone,
    send: (flow: FlowNew, key) =>
      body(api.POST('/api/v1/flows', { body: flow, params: { header: onceKey(key) } })),
    touches: [flowsKey],
  });
}

export function useChangeFlow(id: string) {
  return useSend({
    send: ({ version, change }: { version: number; change: FlowChange }) =>
      body(
        api.PATCH('/api/v1/flows/{flow_id}', {
          body: change,
          params: { path: path(id), header: ifMatch(version) },
        }),
      ),
    touches: [flowsKey, flowKey(id)],
  });
}

/** `onDone` is called even when the row it was asked from is gone by then. */
export function useArchiveFlow(onDone: (flow: Flow) => void) {
  return useSend({
    onDone,
    send: (id: string) => body(api.POST('/api/v1/flows/{flow_id}/archive', { params: { path: path(id) } })),
    touches: [flowsKey, ['flow']],
  });
}

export function useUnarchiveFlow(onDone: (flow: Flow) => void) {
  return useSend({
    onDone,
    send: (id: string) => body(api.POST('/api/v1/flows/{flow_id}/unarchive', { params: { path: path(id) } })),
    touches: [flowsKey, ['flow']],
  });
}

export function useDuplicateFlow(onDone: (flow: Flow) => void) {
  return useSend({
    onDone,
    send: (id: string, key) =>
      body(
        api.POST('/api/v1/flows/{flow_id}/duplicate', { params: { path: path(id), header: onceKey(key) } }),
      ),
    touches: [flowsKey],
  });
}

/** Publishes the draft; `draft` is the row version that was looked at, left out to take in a newer start. */
export function usePublishFlow(id: string, onDone: (version: Version) => void) {
  return useSend({
    onDone,
    send: ({ note, draft }: { note: string; draft?: number }, key) =>
      body(
        api.POST('/api/v1/flows/{flow_id}/publish', {
          body: { note },
          params: {
            path: path(id),
            header: { ...onceKey(key), ...(draft === undefined ? {} : ifMatch(draft)) },
          },
        }),
      ),
    touches: [flowsKey, flowKey(id)],
  });
}

export function useDropDraft(id: string, onDone: () => void) {
  return useSend({
    onDone,
    send: (draft: number) =>
      body(
        api.DELETE('/api/v1/flows/{flow_id}/draft', {
          params: { path: path(id), header: ifMatch(draft) },
        }),
      ),
    touches: [flowsKey, flowKey(id)],
  });
}

export function useRestoreVersion(id: string) {
  return useSend({
    send: ({ number, note }: { number: number; note: string }, key) =>
      body(
        api.POST('/api/v1/flows/{flow_id}/versions/{number}/restore', {
          body: { note },
          params: { path: { flow_id: id, number }, header: onceKey(key) },
        }),
      ),
    touches: [flowsKey, flowKey(id)],
  });
}
