import type { Branch, Build } from '@/api/builder';
import type { Tree } from '@/api/flows';
import { strings } from './strings';

const START = 'start';
const WAY_OUT = 'none-of-these';
const MOST_ANSWERS = 9;
const LEADS_OUT = /\b(none of|not sure|unsure|don.?t know|other|others|else)\b/i;

/** The flow as saving would make it of the branches that are worked out; null while there are none. */
export function assembled(build: Build): Tree | null {
  const branches = build.branches.flatMap((branch) =>
    branch.chosen && branch.tree ? [{ ...branch, tree: branch.tree }] : [],
  );
  const only = branches.length === 1 ? branches[0] : undefined;
  if (only) return only.tree;
  if (branches.length === 0) return null;
  const root = {
    id: START,
    type: 'question' as const,
    text: build.question || build.foundation.name,
    options: branches.map(({ id, title, tree }) => ({ id, label: title, next_id: tree.root_id })),
    citations: [],
    made_by: build.question_by,
    needs_review: false,
  };
  const nodes = Object.assign({ [START]: root }, ...branches.map(({ tree }) => tree.nodes));
  if (branches.length < MOST_ANSWERS && !branches.some(({ title }) => LEADS_OUT.test(title))) {
    nodes[START] = {
      ...root,
      options: [...root.options, { id: WAY_OUT, label: strings.text('noneOfThese'), next_id: WAY_OUT }],
    };
    nodes[WAY_OUT] = wayOut(build.foundation.name);
  }
  return { root_id: START, nodes };
}

/** For whoever finds no answer that fits. */
const wayOut = (flow: string) => ({
  id: WAY_OUT,
  type: 'escalation' as const,
  text: strings.text('noneFitted', { flow }),
  options: [],
  citations: [],
  made_by: 'playbook' as const,
  needs_review: false,
});

export const chosenBranches = (build: Build) => build.branches.filter(({ chosen }) => chosen);

/** Branches whose last try came to nothing. */
export const failedOf = (branches: readonly Branch[]): Branch[] =>
  branches.filter(({ tree, failure }) => !tree && failure !== null);

/** Titles of branches that go into the flow and are not worked out. */
export const missingOf = (build: Build): string[] =>
  chosenBranches(build)
    .filter(({ tree }) => !tree)
    .map(({ title }) => title);
