import type { Option, Tree, TreeNode } from './types';

/**
 * One line of the outline. A step stands where it is reached by the fewest answers; each other way to it is a `join`,
 * an answer that leads to no step yet is `nowhere`.
 */
export interface Row {
  key: string;
  kind: 'step' | 'join' | 'nowhere';
  /** The step itself, for a join the one it continues at. */
  node: TreeNode | null;
  /** The answer that leads here; null for the first step and for steps that nothing leads to. */
  answer: Option | null;
  parent: string | null;
  /** 1 for the first step. */
  level: number;
  children: readonly string[];
}

export interface Model {
  rows: ReadonlyMap<string, Row>;
  /** The first step, then steps that nothing leads to. */
  roots: readonly string[];
  /** Rows that lead to a step besides the one it stands under, by the id of the step. */
  joins: ReadonlyMap<string, readonly string[]>;
  steps: number;
}

export const stepKey = (nodeId: string): string => `step:${nodeId}`;

/** The line of an answer that no step stands under: by its own id, so that it stays the same where answers are moved. */
function answerKey(nodeId: string, optionId: string, options: readonly Option[], index: number): string {
  const twice = options.findIndex((option) => option.id === optionId) !== index;
  return `answer:${optionId}${twice ? `:${index}` : ''}:${nodeId}`;
}

interface Draft {
  rows: Map<string, Row>;
  joins: Map<string, string[]>;
}

/**
 * Puts the graph of a flow into lines: breadth first, so that a step stands as near to the start as it can.
 * Lines that are as they were in `before` are the very same objects, so that only changed ones are drawn again.
 */
export function modelOf(given: Tree, before?: Model): Model {
  const tree = named(given);
  const draft: Draft = { rows: new Map(), joins: new Map() };
  const roots: string[] = [];
  for (const nodeId of startsOf(tree)) {
    const node = tree.nodes[nodeId];
    if (node === undefined || draft.rows.has(stepKey(nodeId))) continue;
    roots.push(stepKey(nodeId));
    grow(tree, node, draft);
  }
  if (before !== undefined) keepSame(draft.rows, before.rows);
  return { rows: draft.rows, roots, joins: draft.joins, steps: Object.keys(tree.nodes).length };
}

function keepSame(rows: Map<string, Row>, before: ReadonlyMap<string, Row>): void {
  for (const [key, row] of rows) {
    const old = before.get(key);
    if (old !== undefined && isSame(old, row)) rows.set(key, old);
  }
}

const isSame = (one: Row, other: Row): boolean =>
  one.node === other.node &&
  one.answer === other.answer &&
  one.parent === other.parent &&
  one.level === other.level &&
  one.kind === other.kind &&
  one.children.length === other.children.length &&
  one.children.every((key, at) => key === other.children[at]);

/** A draft may hold a step whose own id is not the one it is known by; the latter counts. */
function named(tree: Tree): Tree {
  const nodes = Object.entries(tree.nodes);
  if (nodes.every(([id, node]) => node.id === id)) return tree;
  return { ...tree, nodes: Object.fromEntries(nodes.map(([id, node]) => [id, { ...node, id }])) };
}

/** The first step, then steps that no other leads to, then whatever is left (loops apart from the rest). */
function startsOf(tree: Tree): string[] {
  const ids = Object.keys(tree.nodes);
  const reached = new Set(ids.flatMap((id) => tree.nodes[id]?.options.map((option) => option.next_id) ?? []));
  return [tree.root_id, ...ids.filter((id) => !reached.has(id)), ...ids];
}

function grow(tree: Tree, root: TreeNode, draft: Draft): void {
  draft.rows.set(stepKey(root.id), stepRow(root, null, null, 1));
  const queue: TreeNode[] = [root];
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    queue.push(...expand(tree, node, draft));
  }
}

function stepRow(node: TreeNode, answer: Option | null, parent: string | null, level: number): Row {
  return { key: stepKey(node.id), kind: 'step', node, answer, parent, level, children: [] };
}

/** Adds a line for each answer of `node`; returns the steps that stand here for the first time. */
function expand(tree: Tree, node: TreeNode, draft: Draft): TreeNode[] {
  const parent = draft.rows.get(stepKey(node.id));
  if (parent === undefined) return [];
  const fresh: TreeNode[] = [];
  const children = node.options.map((option, index) => {
    const known = option.next_id && Object.hasOwn(tree.nodes, option.next_id);
    const target = known ? tree.nodes[option.next_id ?? ''] : undefined;
    const level = parent.level + 1;
    if (target !== undefined && !draft.rows.has(stepKey(target.id))) {
      fresh.push(target);
      draft.rows.set(stepKey(target.id), stepRow(target, option, parent.key, level));
      return stepKey(target.id);
    }
    return other(draft, { parent, option, index, level, target: target ?? null });
  });
  draft.rows.set(parent.key, { ...parent, children });
  return fresh;
}

interface Other {
  parent: Row;
  option: Option;
  index: number;
  level: number;
  target: TreeNode | null;
}

function other(draft: Draft, { parent, option, index, level, target }: Other): string {
  const key = answerKey(parent.node?.id ?? '', option.id, parent.node?.options ?? [], index);
  const kind = target === null ? 'nowhere' : 'join';
  draft.rows.set(key, { key, kind, node: target, answer: option, parent: parent.key, level, children: [] });
  if (target !== null) draft.joins.set(target.id, [...(draft.joins.get(target.id) ?? []), key]);
  return key;
}

/** The lines that show while `folded` ones hide what is under them, from top to bottom. */
export function visibleRows(model: Model, folded: ReadonlySet<string>): Row[] {
  const shown: Row[] = [];
  const waiting = [...model.roots].reverse();
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const row = model.rows.get(key);
    if (row === undefined) continue;
    shown.push(row);
    if (!folded.has(key)) waiting.push(...[...row.children].reverse());
  }
  return shown;
}

/** The lines above `key`, the nearest first. */
export function ancestorsOf(model: Model, key: string): string[] {
  const found: string[] = [];
  for (let up = model.rows.get(key)?.parent; up; up = model.rows.get(up)?.parent) found.push(up);
  return found;
}

/** Whatever can be folded: steps with something under them. */
export function foldable(model: Model): string[] {
  return [...model.rows.values()].filter((row) => row.children.length > 0).map((row) => row.key);
}

/** Folds as few levels as leave at most `most` lines, by what `count` says of one way of folding; the first level always shows. */
export function autoFold(
  model: Model,
  most: number,
  count: (folded: ReadonlySet<string>) => number,
): Set<string> {
  const keys = foldable(model);
  const deepest = keys.reduce((level, key) => Math.max(level, model.rows.get(key)?.level ?? 1), 1);
  let best = foldedFrom(model, keys, 2);
  for (let level = 3; level <= deepest + 1; level += 1) {
    const next = foldedFrom(model, keys, level);
    if (count(next) > most) break;
    best = next;
  }
  return best;
}

function foldedFrom(model: Model, keys: readonly string[], level: number): Set<string> {
  return new Set(keys.filter((key) => (model.rows.get(key)?.level ?? 1) >= level));
}
