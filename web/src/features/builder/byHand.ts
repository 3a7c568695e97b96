import type { Tree, TreeNode } from '@/api/flows';
import { LIMITS } from '@/lib/tree/types';
import { linesOf } from './foundation';
import { strings } from './strings';

/** Things to do that one writes in one go; more belong into branches of their own. */
export const MOST_LINES = 30;

interface About {
  flow: string;
  branch: string;
}

const node = (
  id: string,
  type: TreeNode['type'],
  text: string,
  options: TreeNode['options'] = [],
): TreeNode => ({
  id,
  type,
  text: text.slice(0, LIMITS.text),
  options,
  citations: [],
  made_by: 'person',
  needs_review: false,
});

/**
 * A branch written as lines: each is a thing to do, asked whether it helped; after the last it is handed over. Without
 * lines it is a hand-over alone.
 */
export function treeOfLines(words: string, { flow, branch }: About): Tree {
  const t = strings.text;
  const lines = linesOf(words).slice(0, MOST_LINES);
  const over = node(
    'over',
    'escalation',
    t(lines.length > 0 ? 'handOverAfter' : 'handOver', { flow, branch }),
  );
  if (lines.length === 0) return { root_id: over.id, nodes: { [over.id]: over } };
  const things = lines.map((text, at) =>
    node(`do-${at}`, 'action', text, [
      { id: 'o1', label: t('helped'), next_id: 'fixed' },
      { id: 'o2', label: t('sameStill'), next_id: at + 1 < lines.length ? `do-${at + 1}` : over.id },
    ]),
  );
  const fixed = node('fixed', 'resolution', t('fixed', { flow, branch }));
  return {
    root_id: 'do-0',
    nodes: Object.fromEntries([...things, fixed, over].map((one) => [one.id, one])),
  };
}

/** A tree's words alone, to tell whether the same was made again. */
export const wordsOf = (tree: Tree | null): string =>
  JSON.stringify(
    Object.values(tree?.nodes ?? {}).map(({ text, help, options }) => [
      text,
      help ?? '',
      options.map(({ label }) => label),
    ]),
  );
