import type { EvidenceGiven, ReplyRead } from '@/api/replies';
import type { NodeServed } from '@/api/walks';

/** What a step keeps of what was said or pasted. */
export const MOST_KEPT = 50_000;

export interface Marked {
  optionId: string;
  label: string;
  why: string;
  /** As they stand in the reply. */
  words: readonly string[];
}

/** The answer that the words speak for, if any does. */
export function markedByWords(node: NodeServed, found: ReplyRead | undefined): Marked | null {
  const option = node.options.find((one) => one.id === found?.selected);
  if (!found || !option) return null;
  return { optionId: option.id, label: option.label, why: found.why, words: found.matched_words };
}

/** The only answer that asks for a picture, once there is one. */
export function markedByPicture(node: NodeServed, picture: string | null, why: string): Marked | null {
  const asking = node.options.filter((one) => one.evidence?.kind === 'picture');
  const [wanted] = asking;
  if (picture === null || asking.length !== 1 || !wanted) return null;
  return { optionId: wanted.id, label: wanted.label, why, words: [] };
}

/** What goes with the step: the words as output or as what the caller said, else the picture's name. */
export function evidenceOf(
  text: string,
  kind: ReplyRead['kind'] | undefined,
  picture: string | null,
): EvidenceGiven | undefined {
  if (text) return { kind: kind === 'evidence' ? 'text' : 'reply', value: text.slice(0, MOST_KEPT) };
  return picture === null ? undefined : { kind: 'picture', value: picture };
}
