import type { TreeNode } from '@/lib/tree/types';
import { type Doc, sameDoc, serialise } from './doc';

/** Mine and theirs put together, by the ids of steps. `clashes` are steps that both changed in different ways. */
export interface Merged {
  doc: Doc;
  clashes: readonly string[];
}

const text = (node: TreeNode | undefined): string =>
  node === undefined
    ? ''
    : JSON.stringify(serialise({ root_id: node.id, nodes: { [node.id]: node } }).nodes[node.id]);

/** Puts two changed copies of `base` together; where both changed the same step, mine is taken and the step is named. */
export function merge(base: Doc, mine: Doc, theirs: Doc): Merged {
  const clashes: string[] = [];
  const nodes: Record<string, TreeNode> = {};
  const ids = new Set([...Object.keys(mine.nodes), ...Object.keys(theirs.nodes)]);
  for (const id of ids) {
    const [was, my, their] = [text(base.nodes[id]), text(mine.nodes[id]), text(theirs.nodes[id])];
    if (my !== was && their !== was && my !== their) clashes.push(id);
    const kept = my === was ? theirs.nodes[id] : mine.nodes[id];
    if (kept !== undefined) nodes[id] = kept;
  }
  const doc: Doc = {
    ...theirs,
    ...mine,
    root_id: chosen(base.root_id, mine.root_id, theirs.root_id) ?? mine.root_id,
    starts_with: chosen(base.starts_with, mine.starts_with, theirs.starts_with),
    nodes,
  };
  return { doc: sameDoc(doc, mine) ? mine : mended(doc, clashes), clashes };
}

const chosen = (
  was: string | null | undefined,
  mine: string | null | undefined,
  theirs: string | null | undefined,
) => ((mine ?? null) === (was ?? null) ? theirs : mine);

/** A step that one deleted and the other still leads to: the answer leads nowhere then, and is named. */
function mended(doc: Doc, clashes: string[]): Doc {
  const nodes = Object.entries(doc.nodes).map(([id, node]): [string, TreeNode] => {
    const lost = node.options.some((option) => option.next_id && doc.nodes[option.next_id] === undefined);
    if (!lost) return [id, node];
    clashes.push(id);
    const options = node.options.map((option) =>
      option.next_id && doc.nodes[option.next_id] === undefined ? { ...option, next_id: null } : option,
    );
    return [id, { ...node, options }];
  });
  return { ...doc, nodes: Object.fromEntries(nodes) };
}
