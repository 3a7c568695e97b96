import type { NodeServed } from '@/api/walks';

/** Lines of a question's help that say more about one answer, as `label: words`, by the answer's id; and what is left. */
export function hintsOf(node: Pick<NodeServed, 'help' | 'options'>): {
  hints: ReadonlyMap<string, string>;
  help: string;
} {
  const hints = new Map<string, string>();
  const left: string[] = [];
  for (const line of (node.help ?? '').split('\n')) {
    const option = node.options.find(({ id, label }) => !hints.has(id) && line.startsWith(`${label}: `));
    if (option) hints.set(option.id, line.slice(option.label.length + 2).trim());
    else left.push(line);
  }
  return { hints, help: left.join('\n').trim() };
}
