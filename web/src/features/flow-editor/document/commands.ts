import { LIMITS, type NodeType, type Option, type TreeNode } from '@/lib/tree/types';
import {
  type AnswerRef,
  blank,
  type Doc,
  type Edited,
  type Fresh,
  optionOf,
  takingAnswers,
  withNode,
  withOption,
} from './doc';

/** Fields of a step that are typed or chosen one by one. */
export type NodeFields = Partial<Omit<TreeNode, 'id' | 'options'>>;

const nothing = (doc: Doc): Edited => ({ doc, at: null });
const room = (doc: Doc): boolean => Object.keys(doc.nodes).length < LIMITS.nodes;

/** The very first step of an empty flow. */
export function addFirst(doc: Doc, text: string, fresh: Fresh): Edited {
  if (Object.keys(doc.nodes).length > 0) return nothing(doc);
  const id = fresh();
  return { doc: { ...doc, root_id: id, nodes: { [id]: blank(id, text) } }, at: { node: id } };
}

/** A new answer of a step, after `after` or at the end; it leads nowhere yet. */
export function addAnswer(doc: Doc, nodeId: string, label: string, fresh: Fresh, after?: string): Edited {
  const node = doc.nodes[nodeId];
  if (node === undefined || node.options.length >= LIMITS.options) return nothing(doc);
  const option: Option = { id: fresh(), label: label.slice(0, LIMITS.label) };
  const found = node.options.findIndex((one) => one.id === after);
  const at = found === -1 ? node.options.length : found + 1;
  const options = [...node.options.slice(0, at), option, ...node.options.slice(at)];
  return {
    doc: withNode(doc, nodeId, () => ({ ...takingAnswers(node), options })),
    at: { node: nodeId, option: option.id },
  };
}

/** A new step where an answer leads nowhere yet. */
export function addStep(doc: Doc, at: AnswerRef, text: string, fresh: Fresh): Edited {
  const option = optionOf(doc, at);
  const taken = option?.next_id && doc.nodes[option.next_id] !== undefined;
  if (option === undefined || taken || !room(doc)) return nothing(doc);
  const id = fresh();
  const grown: Doc = { ...doc, nodes: { ...doc.nodes, [id]: blank(id, text.slice(0, LIMITS.text)) } };
  return { doc: withOption(grown, at, (one) => ({ ...one, next_id: id })), at: { node: id } };
}

export function changeNode(doc: Doc, id: string, fields: NodeFields): Edited {
  return nothing(withNode(doc, id, (node) => ({ ...node, ...fields })));
}

/** Changes what a step is. One that ends the walk keeps its answers only as long as they lead somewhere: the check says so. */
export function setType(doc: Doc, id: string, type: NodeType): Edited {
  return nothing(withNode(doc, id, (node) => (node.type === type ? node : { ...node, type })));
}

export function changeAnswer(
  doc: Doc,
  at: AnswerRef,
  fields: Partial<Omit<Option, 'id' | 'next_id'>>,
): Edited {
  return nothing(withOption(doc, at, (option) => ({ ...option, ...fields })));
}

/** Moves an answer, with all that stands under it, among its siblings. */
export function moveAnswer(doc: Doc, at: AnswerRef, by: 1 | -1): Edited {
  const options = doc.nodes[at.node]?.options ?? [];
  const from = options.findIndex((option) => option.id === at.option);
  const moved = options[from];
  const other = options[from + by];
  if (moved === undefined || other === undefined) return nothing(doc);
  const next = [...options];
  next[from] = other;
  next[from + by] = moved;
  return nothing(withNode(doc, at.node, (node) => ({ ...node, options: next })));
}

/** Lets an answer continue at a step that is there already, or nowhere. */
export function join(doc: Doc, at: AnswerRef, target: string | null): Edited {
  if (target !== null && doc.nodes[target] === undefined) return nothing(doc);
  return nothing(withOption(doc, at, (option) => ({ ...option, next_id: target })));
}

/** Lets the flow begin at another step. */
export function setRoot(doc: Doc, id: string): Edited {
  return doc.nodes[id] === undefined || doc.root_id === id ? nothing(doc) : nothing({ ...doc, root_id: id });
}

/** Lets the flow begin with the steps of another one, which are put in front when it is published. */
export function startWith(doc: Doc, flowId: string | null): Edited {
  return nothing({ ...doc, starts_with: flowId });
}

/** One answer a line, marks of lists taken away; what goes over the limit is left out. */
export function labelsOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-*•–]|\d{1,2}[.)])\s+/, '').trim())
    .filter((line) => line !== '')
    .map((line) => line.slice(0, LIMITS.label));
}

/** Several answers at once. */
export function pasteAnswers(doc: Doc, nodeId: string, text: string, fresh: Fresh): Edited {
  return labelsOf(text).reduce<Edited>((edited, label) => {
    const next = addAnswer(edited.doc, nodeId, label, fresh);
    return next.doc === edited.doc ? edited : next;
  }, nothing(doc));
}
