import type { Tree } from '@/lib/tree/types';
import type { Found } from './document/checks';
import { strings } from './strings';

/** Findings that have words of their own here; those of the server name steps by their ids. */
const KNOWN = [
  'no_root',
  'no_text',
  'no_label',
  'no_target',
  'unknown_target',
  'same_label',
  'too_few_options',
  'leaf_with_options',
  'unreachable',
  'no_way_out',
  'loop',
  'needs_review',
  'too_deep',
] as const;

/** A finding in words that say what to do; the step it is about is named beside it. */
export function findingInWords(found: Found): string {
  const known = KNOWN.find((code) => code === found.code);
  return known === undefined ? found.message : strings.text(`found_${known}`);
}

const short = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text);

/** The step, and the answer, that a finding is about. */
export function subjectOf(tree: Tree, found: Found): string {
  const node = tree.nodes[found.node_id ?? ''];
  if (node === undefined) return strings.text('wholeFlow');
  const text = short(node.text.trim() || strings.text('noText'), 70);
  const option = found.option_id ? node.options.find((one) => one.id === found.option_id) : undefined;
  return option === undefined ? text : `${text} · ${option.label || strings.text('noWords')}`;
}
