import type { Tree, TreeNode } from './types';

/** A tree for tests: `{ a: ['Yes>b', 'No>'], b: [] }`; steps without answers are resolutions, the first one is the root. */
export function made(answers: Record<string, readonly string[]>): Tree {
  const ids = Object.keys(answers);
  const nodes = Object.entries(answers).map(([id, options]): [string, TreeNode] => [id, nodeOf(id, options)]);
  return { root_id: ids[0] ?? '', nodes: Object.fromEntries(nodes) };
}

function nodeOf(id: string, options: readonly string[]): TreeNode {
  return {
    id,
    type: options.length > 0 ? 'question' : 'resolution',
    text: `Step ${id}`,
    citations: [],
    made_by: 'person',
    needs_review: false,
    options: options.map((words, at) => {
      const [label = '', next = ''] = words.split('>');
      return { id: `o${at}`, label, next_id: next || null };
    }),
  };
}
