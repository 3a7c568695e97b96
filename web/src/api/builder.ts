import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { aiKey } from './ai';
import { api, body, ifMatch, onceKey, type Schemas } from './client';
import { flowsKey, type Tree } from './flows';
import { later, readUnlessOvertaken } from './overtaking';
import { pagesOf } from './paging';
import { useSend } from './send';

export type Build = Schemas['ConversationShown'];
export type Branch = Schemas['BranchShown'];
export type BuildLine = Schemas['ConversationLine'];
export type BuildNew = Schemas['ConversationNew'];
/** What is left out stays. */
export type BuildChange = Partial<Schemas['ConversationChange']>;
export type Assembled = Schemas['Assembled'];
export type BuildSource = 'model' | 'playbook';
export type Estimate = Schemas['AiEstimateShown'];

const POLL_MS = 700;

const buildsKey = ['flow-builds'] as const;
const buildKey = (id: string) => ['flow-build', id] as const;
const at = (id: string) => ({ conversation_id: id });

/** Whether something is being made for it just now. */
export const isBusy = (build: Build): boolean =>
  build.making || build.run?.state === 'running' || build.branches.some(({ making }) => making);

/** What a flow of so many branches will take, said before anything is paid. */
export const estimateQuery = (branches: number) =>
  queryOptions({
    queryKey: [...aiKey, 'estimate', branches],
    queryFn: () => body(api.GET('/api/v1/ai/estimate', { params: { query: { branches } } })),
    placeholderData: keepPreviousData,
  });

/** The person's own flows in the making, the newest first. */
export const buildsQuery = pagesOf<BuildLine>(buildsKey, (after) =>
  body(api.GET('/api/v1/ai/flow-builder/conversations', { params: { query: { after } } })),
);

/** One flow in the making with all it holds, read again while something is made for it. */
export const buildQuery = (id: string) =>
  queryOptions({
    queryKey: buildKey(id),
    queryFn: (context) => readUnlessOvertaken(context, () => readBuild(id), later),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? POLL_MS : false),
  });

/** As the server has it this moment, past the cache. */
export const readBuild = (id: string): Promise<Build> =>
  body(api.GET('/api/v1/ai/flow-builder/conversations/{conversation_id}', { params: { path: at(id) } }));

/** Changes the foundation, the first question or the list of branches over what stood at `version`. */
export const saveBuild = (id: string, change: BuildChange, version: number): Promise<Build> =>
  body(
    api.PATCH('/api/v1/ai/flow-builder/conversations/{conversation_id}', {
      body: change as Schemas['ConversationChange'],
      params: { path: at(id), header: ifMatch(version) },
    }),
  );

/** Takes what the server answered as what is known of it. */
function useKeep(): (build: Build) => void {
  const client = useQueryClient();
  return (build) => client.setQueryData(buildKey(build.id), build);
}

export function useStartBuild(onDone: (build: Build) => void) {
  const keep = useKeep();
  return useSend<BuildNew, Build>({
    send: (foundation, key) =>
      body(
        api.POST('/api/v1/ai/flow-builder/conversations', {
          body: foundation,
          params: { header: onceKey(key) },
        }),
      ),
    touches: [buildsKey, aiKey],
    onDone: (build) => {
      keep(build);
      onDone(build);
    },
  });
}

export function useSaveBuild(id: string, onDone?: (build: Build) => void) {
  const keep = useKeep();
  return useSend({
    send: ({ change, version }: { change: BuildChange; version: number }) => saveBuild(id, change, version),
    touches: [buildsKey],
    onDone: (build) => {
      keep(build);
      onDone?.(build);
    },
  });
}

export function useDeleteBuild(onDone: (id: string) => void) {
  const client = useQueryClient();
  return useSend({
    send: (id: string) =>
      body(
        api.DELETE('/api/v1/ai/flow-builder/conversations/{conversation_id}', { params: { path: at(id) } }),
      ),
    touches: [buildsKey, aiKey],
    onDone: (_, id) => {
      client.removeQueries({ queryKey: buildKey(id) });
      onDone(id);
    },
  });
}

interface Wanted {
  build: Build;
  source: BuildSource;
  /** Counts tries, so that trying again after a failure is a request of its own. */
  attempt: number;
}

/** Has branches proposed beside those that are there. */
export function useScaffold() {
  const keep = useKeep();
  const client = useQueryClient();
  const send = useSend<Wanted, Build>({
    send: ({ build, source }, key) =>
      body(
        api.POST('/api/v1/ai/flow-builder/conversations/{conversation_id}/scaffold', {
          body: { source },
          params: { path: at(build.id), header: { ...onceKey(key), ...ifMatch(build.version) } },
        }),
      ),
    touches: [buildsKey, aiKey],
    onDone: keep,
  });
  const mutate = (wanted: Wanted): void =>
    send.mutate(wanted, {
      onError: () => void client.invalidateQueries({ queryKey: buildKey(wanted.build.id) }),
    });
  return { ...send, mutate };
}

interface BranchWanted {
  branch: Branch;
  remark: string;
  source: BuildSource;
  attempt: number;
}

/** Has one branch worked out, or again with a remark. */
export function useDetailBranch(id: string, onDone: (build: Build, source: BuildSource) => void) {
  const keep = useKeep();
  const client = useQueryClient();
  const send = useSend<BranchWanted, Build>({
    send: ({ branch, remark, source }, key) =>
      body(
        api.POST('/api/v1/ai/flow-builder/conversations/{conversation_id}/branches/{branch_id}/detail', {
          body: { remark, source },
          params: {
            path: { ...at(id), branch_id: branch.id },
            header: { ...onceKey(key), ...ifMatch(branch.version) },
          },
        }),
      ),
    touches: [aiKey],
    onDone: (build, { source }) => {
      keep(build);
      onDone(build, source);
    },
  });
  const mutate = (wanted: BranchWanted): void =>
    send.mutate(wanted, { onError: () => void client.invalidateQueries({ queryKey: buildKey(id) }) });
  return { ...send, mutate };
}

/** Has every chosen branch worked out that is not yet; what is done shows one by one. */
export function useDetailAll(id: string) {
  const keep = useKeep();
  return useSend<{ source: BuildSource; attempt: number }, Build>({
    send: ({ source }, key) =>
      body(
        api.POST('/api/v1/ai/flow-builder/conversations/{conversation_id}/detail', {
          body: { source },
          params: { path: at(id), header: { 'Idempotency-Key': key } },
        }),
      ),
    touches: [aiKey],
    onDone: keep,
  });
}

/** `onDone` is called even where the progress is gone by then. */
export function useCancelDetail(id: string, onDone: () => void) {
  const keep = useKeep();
  return useSend({
    send: () =>
      body(
        api.DELETE('/api/v1/ai/flow-builder/conversations/{conversation_id}/detail', {
          params: { path: at(id) },
        }),
      ),
    touches: [buildKey(id), aiKey],
    onDone: (build) => {
      keep(build);
      onDone();
    },
  });
}

/** Saves the steps of a branch as they were changed by hand, over the branch of `version`. */
export function useSaveBranch(id: string, onDone: () => void) {
  const keep = useKeep();
  const client = useQueryClient();
  const send = useSend<{ branch: string; tree: Tree; version: number }, Build>({
    send: ({ branch, tree, version }) =>
      body(
        api.PATCH('/api/v1/ai/flow-builder/conversations/{conversation_id}/branches/{branch_id}', {
          body: { tree } as Schemas['BranchChange'],
          params: { path: { ...at(id), branch_id: branch }, header: ifMatch(version) },
        }),
      ),
    onDone: (build) => {
      keep(build);
      onDone();
    },
  });
  const mutate = (change: { branch: string; tree: Tree; version: number }): void =>
    send.mutate(change, { onError: () => void client.invalidateQueries({ queryKey: buildKey(id) }) });
  return { ...send, mutate };
}

/** Makes the draft flow of the branches. */
export function useAssemble(id: string, onDone: (assembled: Assembled) => void) {
  return useSend<number, Assembled>({
    send: (version, key) =>
      body(
        api.POST('/api/v1/ai/flow-builder/conversations/{conversation_id}/assemble', {
          params: { path: at(id), header: { ...onceKey(key), ...ifMatch(version) } },
        }),
      ),
    touches: [buildsKey, buildKey(id), flowsKey, aiKey],
    onDone,
  });
}
