import { LIMITS, type TreeNode } from '@/lib/tree/types';
import {
  type AnswerRef,
  type Doc,
  type Edited,
  type Fresh,
  optionOf,
  reachedFrom,
  takingAnswers,
  withNode,
  withOption,
} from './doc';

/** Edits of whole branches: delete, move, copy. */

const nothing = (doc: Doc): Edited => ({ doc, at: null });

/** All that only hangs on `starts`: steps under them that neither the first step, nor `stays`, nor any other step reaches in `after`. */
function adrift(before: Doc, after: Doc, starts: readonly string[], stays?: string): Set<string> {
  const candidates = reachedFrom(before, starts);
  const others = Object.keys(before.nodes).filter((id) => !candidates.has(id));
  const kept = reachedFrom(after, [after.root_id, ...others, ...(stays ? [stays] : [])]);
  return new Set([...candidates].filter((id) => !kept.has(id)));
}

function without(doc: Doc, gone: ReadonlySet<string>): Doc {
  if (gone.size === 0) return doc;
  const nodes = Object.entries(doc.nodes)
    .filter(([id]) => !gone.has(id))
    .map(([id, node]): [string, TreeNode] => [id, unlinked(node, gone)]);
  return { ...doc, nodes: Object.fromEntries(nodes) };
}

function unlinked(node: TreeNode, gone: ReadonlySet<string>): TreeNode {
  if (!node.options.some((option) => option.next_id && gone.has(option.next_id))) return node;
  const options = node.options.map((option) =>
    option.next_id && gone.has(option.next_id) ? { ...option, next_id: null } : option,
  );
  return { ...node, options };
}

/** Deletes an answer and all that hangs on it alone; what other answers lead to stays. */
export function deleteAnswer(doc: Doc, at: AnswerRef): Edited {
  const node = doc.nodes[at.node];
  const index = node?.options.findIndex((option) => option.id === at.option) ?? -1;
  const option = node?.options[index];
  if (node === undefined || option === undefined) return nothing(doc);
  const options = node.options.filter((_, position) => position !== index);
  const cut = withNode(doc, at.node, () => ({ ...node, options }));
  const gone = option.next_id ? adrift(doc, cut, [option.next_id], at.node) : new Set<string>();
  const left = without(cut, gone);
  const next = options[index] ?? options[index - 1];
  return { doc: left, at: next === undefined ? { node: at.node } : { node: at.node, option: next.id } };
}

/** Deletes a step that no answer leads to (or the first one), with all that hangs on it alone. */
export function deleteStep(doc: Doc, id: string): Edited {
  if (doc.nodes[id] === undefined) return nothing(doc);
  const bare = without(doc, new Set([id]));
  const gone = adrift(doc, bare, [id]);
  gone.add(id);
  const left = without(doc, gone);
  const root =
    left.nodes[left.root_id] === undefined ? (Object.keys(left.nodes)[0] ?? left.root_id) : left.root_id;
  return { doc: { ...left, root_id: root }, at: left.nodes[root] === undefined ? null : { node: root } };
}

/** The steps that hang on an answer alone: a branch can't be moved into itself. */
export function branchOf(doc: Doc, at: AnswerRef): Set<string> {
  const next = optionOf(doc, at)?.next_id;
  if (!next) return new Set();
  const cut = withOption(doc, at, (option) => ({ ...option, next_id: null }));
  return adrift(doc, cut, [next], at.node);
}

/** Why a branch can't be moved under a step; null when it can. `branch` is what `branchOf` says. */
export function whyNotMove(
  doc: Doc,
  at: AnswerRef,
  to: string,
  branch: ReadonlySet<string> = branchOf(doc, at),
): 'same' | 'inside' | 'full' | null {
  if (at.node === to) return 'same';
  const target = doc.nodes[to];
  if (target === undefined || target.options.length >= LIMITS.options) return 'full';
  return branch.has(to) ? 'inside' : null;
}

/** Moves an answer with its branch to another step. */
export function moveBranch(doc: Doc, at: AnswerRef, to: string): Edited {
  const option = optionOf(doc, at);
  const target = doc.nodes[to];
  if (option === undefined || target === undefined || whyNotMove(doc, at, to) !== null) return nothing(doc);
  const cut = withNode(doc, at.node, (node) => ({
    ...node,
    options: node.options.filter((one) => one.id !== at.option),
  }));
  const taken = new Set(target.options.map((one) => one.id));
  let id = option.id;
  for (let number = 2; taken.has(id); number += 1) id = `${option.id}-${number}`;
  const moved = withNode(cut, to, (node) => ({
    ...takingAnswers(node),
    options: [...node.options, { ...option, id }],
  }));
  return { doc: moved, at: { node: to, option: id } };
}

/** Gives a joined answer a copy of the branch it continues at, so that both can be changed apart. */
export function separate(doc: Doc, at: AnswerRef, fresh: Fresh): Edited {
  const start = optionOf(doc, at)?.next_id;
  if (!start || doc.nodes[start] === undefined) return nothing(doc);
  // An answer that goes back to a step above stays a way back: a copy of that would hold a copy of itself.
  const above = new Set([at.node, ...stepsAbove(doc, at.node)]);
  const copied = reachedFrom(doc, [start], above);
  if (copied.size === 0 || Object.keys(doc.nodes).length + copied.size > LIMITS.nodes) return nothing(doc);
  const ids = new Map([...copied].map((id) => [id, fresh()]));
  const copies = [...copied].flatMap((id): [string, TreeNode][] => {
    const node = doc.nodes[id];
    const copy = ids.get(id);
    if (node === undefined || copy === undefined) return [];
    const options = node.options.map((option) => ({
      ...option,
      next_id: ids.get(option.next_id ?? '') ?? option.next_id,
    }));
    return [[copy, { ...node, id: copy, options }]];
  });
  const grown: Doc = { ...doc, nodes: { ...doc.nodes, ...Object.fromEntries(copies) } };
  const first = ids.get(start) ?? start;
  return { doc: withOption(grown, at, (option) => ({ ...option, next_id: first })), at: { node: first } };
}

/** The steps on the shortest way from the first step to `id`. */
function stepsAbove(doc: Doc, id: string): string[] {
  const parents = new Map<string, string | null>([[doc.root_id, null]]);
  // A map goes on to what is put into it on the way.
  for (const parent of parents.keys()) {
    for (const next of targetsOf(doc, parent)) if (!parents.has(next)) parents.set(next, parent);
  }
  const found: string[] = [];
  for (let up = parents.get(id); up; up = parents.get(up)) found.push(up);
  return found;
}

const targetsOf = (doc: Doc, id: string): string[] =>
  doc.nodes[id]?.options.flatMap((option) => option.next_id ?? []) ?? [];
