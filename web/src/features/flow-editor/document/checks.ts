import { isLeaf, type Option, type TreeNode } from '@/lib/tree/types';
import { type Doc, reachedFrom } from './doc';

/** Something to mend or to look at, by code; the words are the screen's. */
export interface Found {
  severity: 'error' | 'warning';
  code: string;
  message: string;
  node_id?: string | null;
  option_id?: string | null;
}

/** Codes that are found at once on the screen; for these the server's answer is not waited for. */
export const LOCAL_CODES: ReadonlySet<string> = new Set([
  'no_root',
  'no_text',
  'no_label',
  'no_target',
  'unknown_target',
  'same_label',
  'too_few_options',
  'leaf_with_options',
  'unreachable',
]);

const error = (code: string, node_id: string | null, option_id: string | null = null): Found => ({
  severity: 'error',
  code,
  message: '',
  node_id,
  option_id,
});

/** What is surely wrong, found without the server: linear in the size of the flow. */
export function check(doc: Doc): Found[] {
  if (doc.nodes[doc.root_id] === undefined) return [error('no_root', null)];
  const reached = reachedFrom(doc, [doc.root_id]);
  return Object.values(doc.nodes).flatMap((node) => [
    ...ofStep(node),
    ...node.options.flatMap((option) => ofAnswer(doc, node, option)),
    ...(reached.has(node.id) ? [] : [error('unreachable', node.id)]),
  ]);
}

function ofStep(node: TreeNode): Found[] {
  const found: Found[] = [];
  if (node.text.trim() === '') found.push(error('no_text', node.id));
  if (isLeaf(node.type)) {
    if (node.options.length > 0) found.push(error('leaf_with_options', node.id));
  } else if (node.options.length < (node.type === 'question' ? 2 : 1)) {
    found.push(error('too_few_options', node.id));
  }
  return found;
}

const plain = (label: string): string => label.toLocaleLowerCase().trim().replace(/\s+/g, ' ');

function ofAnswer(doc: Doc, node: TreeNode, option: Option): Found[] {
  const found: Found[] = [];
  if (isLeaf(node.type)) return found;
  if (option.label.trim() === '') found.push(error('no_label', node.id, option.id));
  else if (node.options.some((other) => other !== option && plain(other.label) === plain(option.label)))
    found.push(error('same_label', node.id, option.id));
  if (!option.next_id) found.push(error('no_target', node.id, option.id));
  else if (doc.nodes[option.next_id] === undefined) found.push(error('unknown_target', node.id, option.id));
  return found;
}

/** The server's findings about `checked`, brought up to the document as it is now. */
export function together(
  doc: Doc,
  local: readonly Found[],
  server: readonly Found[],
  fresh: boolean,
): Found[] {
  const known = server.filter((one) => !LOCAL_CODES.has(one.code) && stillThere(doc, one));
  const missing = fresh
    ? server.filter((one) => LOCAL_CODES.has(one.code) && !local.some((other) => sameFinding(one, other)))
    : [];
  return [...local, ...missing, ...known].sort((one, other) => rank(one) - rank(other));
}

const rank = (found: Found): number => (found.severity === 'error' ? 0 : 1);

const sameFinding = (one: Found, other: Found): boolean =>
  one.code === other.code &&
  (one.node_id ?? null) === (other.node_id ?? null) &&
  (one.option_id ?? null) === (other.option_id ?? null);

function stillThere(doc: Doc, { node_id, option_id }: Found): boolean {
  if (!node_id) return true;
  const node = doc.nodes[node_id];
  return node !== undefined && (!option_id || node.options.some((option) => option.id === option_id));
}
