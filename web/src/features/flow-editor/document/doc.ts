import { isLeaf, type NodeType, type Option, type Tree, type TreeNode } from '@/lib/tree/types';

/** The flow on screen: never changed, only replaced. Fields that the editor doesn't know are carried along. */
export type Doc = Tree;

/** An answer by the step it stands on. */
export interface AnswerRef {
  node: string;
  option: string;
}

/** Where an edit ends up: the step, or the answer that leads nowhere yet. */
export type Place = { node: string } | AnswerRef;

export interface Edited {
  doc: Doc;
  /** What to look at next; null leaves the eye where it is. */
  at: Place | null;
}

/** Makes an id that nobody has. */
export type Fresh = () => string;

export const isAnswer = (place: Place): place is AnswerRef => 'option' in place;

/** Reads a tree into a document: each step is known by its key, and of two answers with one id the second gets another. */
export function parse(tree: Tree): Doc {
  const nodes = Object.entries(tree.nodes).map(([id, node]): [string, TreeNode] => [
    id,
    { ...node, id, options: distinct(node.options ?? []).map(withoutStray(tree)) },
  ]);
  return { ...tree, nodes: Object.fromEntries(nodes) };
}

/** An answer that leads to no step, but to what every object has (`constructor`), would be taken for one that does. */
const withoutStray =
  (tree: Tree) =>
  (option: Option): Option =>
    option.next_id && option.next_id in {} && !Object.hasOwn(tree.nodes, option.next_id)
      ? { ...option, next_id: null }
      : option;

function distinct(options: readonly Option[]): Option[] {
  const taken = new Set(options.map((option) => option.id));
  const seen = new Set<string>();
  return options.map((option) => {
    if (!seen.has(option.id)) {
      seen.add(option.id);
      return option;
    }
    let number = 2;
    while (taken.has(`${option.id}-${number}`)) number += 1;
    const id = `${option.id}-${number}`;
    taken.add(id);
    seen.add(id);
    return { ...option, id };
  });
}

const NOTHING = new Set<unknown>([null, undefined]);

/** Leaves out fields that say nothing, in an order that is always the same: equal documents give equal texts. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, one]) => !NOTHING.has(one));
  kept.sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(kept.map(([name, one]) => [name, tidy(one)]));
}

/** Steps never change, so that each is written once. */
const written = new WeakMap<TreeNode, unknown>();

function stepAsWritten(node: TreeNode): unknown {
  const known = written.get(node);
  if (known !== undefined) return known;
  const made = tidy(node);
  written.set(node, made);
  return made;
}

/** Writes a document as the tree that is sent and stored. */
export function serialise(doc: Doc): Tree {
  const nodes = Object.keys(doc.nodes)
    .sort()
    .map((id) => [id, stepAsWritten(doc.nodes[id] as TreeNode)]);
  const rest = tidy({ ...doc, nodes: undefined }) as Omit<Tree, 'nodes'>;
  return { nodes: Object.fromEntries(nodes), ...rest };
}

export const sameDoc = (one: Doc, other: Doc): boolean =>
  one === other || JSON.stringify(serialise(one)) === JSON.stringify(serialise(other));

/** A step as it begins. */
export function blank(id: string, text: string, type: NodeType = typeFor(text)): TreeNode {
  return { id, type, text, options: [], citations: [], made_by: 'person', needs_review: false };
}

/** What a new step most likely is: what asks is a question, what doesn't ends the walk until it gets an answer. */
export const typeFor = (text: string): NodeType => (text.trimEnd().endsWith('?') ? 'question' : 'resolution');

export const optionOf = (doc: Doc, { node, option }: AnswerRef): Option | undefined =>
  doc.nodes[node]?.options.find((one) => one.id === option);

export function withNode(doc: Doc, id: string, change: (node: TreeNode) => TreeNode): Doc {
  const node = doc.nodes[id];
  if (node === undefined) return doc;
  const next = change(node);
  return next === node ? doc : { ...doc, nodes: { ...doc.nodes, [id]: next } };
}

export function withOption(doc: Doc, at: AnswerRef, change: (option: Option) => Option): Doc {
  return withNode(doc, at.node, (node) => ({
    ...node,
    options: node.options.map((option) => (option.id === at.option ? change(option) : option)),
  }));
}

/** All that can be reached from `starts`, without going through `closed`. */
export function reachedFrom(
  doc: Doc,
  starts: readonly string[],
  closed: ReadonlySet<string> = new Set(),
): Set<string> {
  const seen = new Set<string>();
  const waiting = [...starts];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const node = doc.nodes[id];
    if (node === undefined || seen.has(id) || closed.has(id)) continue;
    seen.add(id);
    for (const option of node.options) if (option.next_id) waiting.push(option.next_id);
  }
  return seen;
}

/** Answers that lead to a step. */
export function leadingTo(doc: Doc, id: string): AnswerRef[] {
  return Object.values(doc.nodes).flatMap((node) =>
    node.options
      .filter((option) => option.next_id === id)
      .map((option) => ({ node: node.id, option: option.id })),
  );
}

/** A step that takes answers: one that ends the walk becomes an action when it gets its first. */
export const takingAnswers = (node: TreeNode): TreeNode =>
  isLeaf(node.type) ? { ...node, type: node.text.trimEnd().endsWith('?') ? 'question' : 'action' } : node;
