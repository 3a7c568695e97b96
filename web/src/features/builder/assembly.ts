import type { Build } from '@/api/builder';
import type { Tree } from '@/api/flows';

const START = 'start';

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
  return { root_id: START, nodes };
}

export const chosenBranches = (build: Build) => build.branches.filter(({ chosen }) => chosen);

/** Titles of branches that go into the flow and are not worked out. */
export const missingOf = (build: Build): string[] =>
  chosenBranches(build)
    .filter(({ tree }) => !tree)
    .map(({ title }) => title);
