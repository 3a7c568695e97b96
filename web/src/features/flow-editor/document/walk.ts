import { isLeaf, type Option, type TreeNode } from '@/lib/tree/types';
import type { AnswerRef, Doc } from './doc';

/** A walk through the draft on screen, by no ticket: the answers given, the newest last. */
export interface Preview {
  start: string;
  given: readonly AnswerRef[];
}

export const startAt = (node: string): Preview => ({ start: node, given: [] });

/** The step that is asked now; null where an answer leads nowhere yet. */
export function here(doc: Doc, preview: Preview): TreeNode | null {
  const last = preview.given.at(-1);
  if (last === undefined) return doc.nodes[preview.start] ?? null;
  const option = optionAt(doc, last);
  return option?.next_id ? (doc.nodes[option.next_id] ?? null) : null;
}

const optionAt = (doc: Doc, at: AnswerRef): Option | undefined =>
  doc.nodes[at.node]?.options.find((option) => option.id === at.option);

export function answer(doc: Doc, preview: Preview, option: string): Preview {
  const node = here(doc, preview);
  if (node === null || isLeaf(node.type) || !node.options.some((one) => one.id === option)) return preview;
  return { ...preview, given: [...preview.given, { node: node.id, option }] };
}

export const back = (preview: Preview, kept = preview.given.length - 1): Preview => ({
  ...preview,
  given: preview.given.slice(0, Math.max(kept, 0)),
});

export interface Walked {
  question: string;
  answer: string;
}

export const pathOf = (doc: Doc, preview: Preview): Walked[] =>
  preview.given.map((at) => ({
    question: doc.nodes[at.node]?.text ?? '',
    answer: optionAt(doc, at)?.label ?? '',
  }));

/** Minutes that the steps of the way are expected to take; null when none says. */
export function minutesOf(doc: Doc, preview: Preview): number | null {
  const said = [
    ...preview.given.map(({ node }) => doc.nodes[node]?.minutes),
    here(doc, preview)?.minutes,
  ].filter((minutes) => typeof minutes === 'number');
  return said.length === 0 ? null : said.reduce((sum, minutes) => sum + minutes, 0);
}
