import type { Option, Tree, TreeNode } from '@/api/flows';
import type { Changes, Overlay, StepChange } from '@/api/overlays';

/** What is edited: all changes, drifted steps that are kept knowingly, and a note. */
export interface Editing {
  changes: Changes;
  settled: string[];
  note: string;
}

export const editingOf = (overlay: Overlay): Editing => ({ changes: overlay.changes, settled: [], note: '' });

/** The tree with the changes on it, as the server puts them on; what has no place in the tree is left out. */
export function applied(base: Tree, changes: Changes): Tree {
  const nodes = { ...base.nodes };
  for (const [id, change] of Object.entries(changes)) {
    const node = base.nodes[id];
    if (node) nodes[id] = changed(base, node, change);
  }
  return { ...base, nodes };
}

function changed(base: Tree, node: TreeNode, change: StepChange): TreeNode {
  return {
    ...node,
    text: change.text ?? node.text,
    help: change.help ?? node.help,
    options: node.options.map((option) => changedOption(base, option, change)),
  };
}

function changedOption(base: Tree, option: Option, change: StepChange): Option {
  const own = change.options?.[option.id];
  const led = own?.next_id && base.nodes[own.next_id] ? own.next_id : option.next_id;
  return { ...option, label: own?.label ?? option.label, next_id: led };
}

/** The changes with another change of one step; one that changes nothing is taken out. */
export function withChange(changes: Changes, id: string, change: StepChange): Changes {
  const options = Object.fromEntries(
    Object.entries(change.options ?? {}).filter(([, own]) => own.label || own.next_id),
  );
  const kept: StepChange = { text: change.text || null, help: change.help ?? null, options };
  if (kept.text || kept.help !== null || Object.keys(options).length > 0) return { ...changes, [id]: kept };
  return without(changes, id);
}

export function without(changes: Changes, id: string): Changes {
  const { [id]: _, ...rest } = changes;
  return rest;
}

/** As text, to see whether two are the same whatever their order or empty fields. */
export function plainOf(changes: Changes): string {
  const steps = Object.entries(changes).map(([id, change]) => [
    id,
    change.text ?? null,
    change.help ?? null,
    Object.entries(change.options ?? {})
      .map(([option, own]) => [option, own.label ?? null, own.next_id ?? null])
      .sort(),
  ]);
  return JSON.stringify(steps.sort());
}

/** What a change says in words, one line each, for showing beside the flow's. */
export function linesOf(base: Tree, id: string, change: StepChange | undefined): string[] {
  if (!change) return [];
  const labels = new Map(base.nodes[id]?.options.map((option) => [option.id, option.label]));
  const answers = Object.entries(change.options ?? {}).map(([option, own]) => {
    const label = own.label ?? labels.get(option) ?? option;
    return own.next_id ? `${label} → ${base.nodes[own.next_id]?.text ?? own.next_id}` : label;
  });
  return [change.text, change.help, ...answers].filter((line): line is string => Boolean(line));
}

/** A step of the flow in lines: its text, its help, and each answer with where it leads. */
export function nodeLines(base: Tree, node: TreeNode | null | undefined): string[] {
  if (!node) return [];
  const answers = (node.options ?? []).map(
    (option) =>
      `${option.label} → ${option.next_id ? (base.nodes[option.next_id]?.text ?? option.next_id) : '…'}`,
  );
  return [node.text, node.help, ...answers].filter((line): line is string => Boolean(line));
}
