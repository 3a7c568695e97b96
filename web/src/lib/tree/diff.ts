import type { Option, Tree, TreeNode } from './types';

/** What became of a flow between two trees, by the ids of steps and answers: for people to read before they publish. */
export type Change =
  | { kind: 'root'; from: string; to: string }
  | { kind: 'start'; how: 'added' | 'removed' | 'changed' }
  | { kind: 'added' | 'removed'; node: TreeNode }
  | {
      kind: 'changed';
      node: TreeNode;
      was: TreeNode;
      fields: readonly Field[];
      answers: readonly AnswerChange[];
    };

export const FIELDS = [
  'type',
  'text',
  'help',
  'minutes',
  'script',
  'notes',
  'to',
  'reason',
  'hand_over',
  'citations',
  'needs_review',
] as const;
export type Field = (typeof FIELDS)[number];

export type AnswerChange =
  | { kind: 'answerAdded' | 'answerRemoved' | 'evidence'; label: string }
  | { kind: 'renamed'; label: string; was: string }
  /** The texts of the steps it leads to; null for nowhere. */
  | { kind: 'led'; label: string; to: string | null; was: string | null }
  | { kind: 'order' };

/** Steps of a shared start that stand in a published tree; the author's tree doesn't have them. */
const INTAKE = 'intake/';

const present = (value: unknown): unknown =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
    ? undefined
    : value;

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(present(one))) === JSON.stringify(sorted(present(other)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
  return Object.fromEntries(
    kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => [name, sorted(one)]),
  );
}

const isOwn = (tree: Tree) => (node: TreeNode) => !tree.starts_with || !node.id.startsWith(INTAKE);

/** The changes from `before` to `after`: the whole flow first, then step by step in the order of `after`. */
export function diff(before: Tree, after: Tree): Change[] {
  const old = new Map(
    Object.values(before.nodes)
      .filter(isOwn(before))
      .map((node) => [node.id, node]),
  );
  const now = Object.values(after.nodes).filter(isOwn(after));
  const kept = new Set(now.map((node) => node.id));
  const steps = now.flatMap((node): Change[] => {
    const was = old.get(node.id);
    if (was === undefined) return [{ kind: 'added', node }];
    const change = changedStep(before, after, was, node);
    return change === null ? [] : [change];
  });
  const removed = [...old.values()]
    .filter((node) => !kept.has(node.id))
    .map((node): Change => ({ kind: 'removed', node }));
  return [...ofFlow(before, after), ...steps, ...removed];
}

function ofStart(was: string | null, is: string | null): Change[] {
  if (was === is) return [];
  if (was !== null && is !== null) return [{ kind: 'start', how: 'changed' }];
  return [{ kind: 'start', how: is === null ? 'removed' : 'added' }];
}

function ofFlow(before: Tree, after: Tree): Change[] {
  const changes = ofStart(before.starts_with ?? null, after.starts_with ?? null);
  const comparable = !(before.starts_with && before.root_id.startsWith(INTAKE));
  if (comparable && before.root_id !== after.root_id) {
    changes.push({
      kind: 'root',
      from: textOf(before, before.root_id) ?? '',
      to: textOf(after, after.root_id) ?? '',
    });
  }
  return changes;
}

function changedStep(before: Tree, after: Tree, was: TreeNode, node: TreeNode): Change | null {
  if (was === node) return null;
  const fields = FIELDS.filter((field) => !same(was[field], node[field]));
  const answers = ofAnswers(before, after, was, node);
  return fields.length === 0 && answers.length === 0 ? null : { kind: 'changed', node, was, fields, answers };
}

const textOf = (tree: Tree, id: string | null | undefined): string | null =>
  id ? (tree.nodes[id]?.text ?? null) : null;

function ofAnswers(before: Tree, after: Tree, was: TreeNode, node: TreeNode): AnswerChange[] {
  const old = new Map(was.options.map((option) => [option.id, option]));
  const now = new Set(node.options.map((option) => option.id));
  const changes = node.options.flatMap((option): AnswerChange[] => {
    const earlier = old.get(option.id);
    return earlier === undefined
      ? [{ kind: 'answerAdded', label: option.label }]
      : ofAnswer(before, after, earlier, option);
  });
  const removed = was.options
    .filter((option) => !now.has(option.id))
    .map((option): AnswerChange => ({ kind: 'answerRemoved', label: option.label }));
  const oldOrder = was.options.filter((option) => now.has(option.id)).map((option) => option.id);
  const newOrder = node.options.filter((option) => old.has(option.id)).map((option) => option.id);
  const reordered: AnswerChange[] = same(oldOrder, newOrder) ? [] : [{ kind: 'order' }];
  return [...changes, ...removed, ...reordered];
}

function ofAnswer(before: Tree, after: Tree, was: Option, option: Option): AnswerChange[] {
  const changes: AnswerChange[] = [];
  if (was.label !== option.label) changes.push({ kind: 'renamed', label: option.label, was: was.label });
  if ((was.next_id ?? null) !== (option.next_id ?? null)) {
    changes.push({
      kind: 'led',
      label: option.label,
      to: textOf(after, option.next_id),
      was: textOf(before, was.next_id),
    });
  }
  if (!same(was.evidence, option.evidence)) changes.push({ kind: 'evidence', label: option.label });
  return changes;
}
