import { queryOptions } from '@tanstack/react-query';
import { api, body, onceKey, type Schemas } from './client';
import { flowsKey } from './flows';
import { pagesOf } from './paging';
import { useSend } from './send';

export type ImportState = Schemas['ImportState'];
export type ImportItem = Schemas['ImportItem'];
export type ImportFile = Schemas['ImportFile'];
export type Starter = Schemas['Starter'];
export type ImportFormat = ImportItem['format'];
export type Outcome = NonNullable<ImportItem['outcome']>;

export const OUTCOMES = ['refused', 'made', 'updated', 'unchanged'] as const satisfies readonly Outcome[];
export const FORMATS = [
  'walkthrough',
  'mermaid',
  'csv',
  'outline',
  'flow_file',
] as const satisfies readonly ImportFormat[];
const POLL_MS = 700;

const importKey = (id: string) => ['flow-import', id] as const;
const startersKey = [...flowsKey, 'starters'] as const;

/** What is asked of an import; `preview` only says what would be made. */
export type ImportWanted = Schemas['ImportNew'] & { preview: boolean };

/** How far an import is, read again until it is done. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: importKey(id),
    queryFn: () =>
      body(
        api.GET('/api/v1/flows/imports/{import_id}', {
          params: { path: { import_id: id }, query: { limit: 1 } },
        }),
      ),
    refetchInterval: (query) => (query.state.data?.status === 'done' ? false : POLL_MS),
  });

/** Flows of an import in the order of its files, all or those of one outcome. */
export const importItemsQuery = (id: string, outcome: Outcome | undefined) =>
  pagesOf<ImportItem>([...importKey(id), 'items', outcome ?? 'all'], (after) =>
    body(
      api.GET('/api/v1/flows/imports/{import_id}', {
        params: { path: { import_id: id }, query: { outcome, after } },
      }),
    ),
  );

/** The steps of one flow of a preview, which never change. */
export const importedFlowQuery = (id: string, position: number) =>
  queryOptions({
    queryKey: [...importKey(id), 'flow', position],
    queryFn: () =>
      body(
        api.GET('/api/v1/flows/imports/{import_id}/flows/{position}', {
          params: { path: { import_id: id, position } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

export function useImportFlows() {
  return useSend({
    send: ({ preview, ...wanted }: ImportWanted, key) =>
      body(
        api.POST('/api/v1/flows/import', {
          body: wanted,
          params: { query: { preview }, header: onceKey(key) },
        }),
      ),
    touches: [flowsKey, ['flow']],
  });
}

/** The flows that come with the product, for people who edit flows. */
export const startersQuery = queryOptions({
  queryKey: startersKey,
  queryFn: async () => (await body(api.GET('/api/v1/flows/starters'))).items,
});

/** Takes starter flows in and publishes them; without `keys` all of them. */
export function useInstallStarters(onDone?: (installed: Schemas['StartersInstalled']) => void) {
  return useSend({
    onDone,
    send: (keys: string[] | null, key) =>
      body(
        api.POST('/api/v1/flows/starters', {
          body: { keys, publish: true },
          params: { header: onceKey(key) },
        }),
      ),
    touches: [flowsKey],
  });
}
