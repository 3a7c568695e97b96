import type { FlowDetail, Tree } from '@/api/flows';

const EMPTY = new Set<unknown>([null, undefined, false, '']);

function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filled);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([name, one]) => !EMPTY.has(one) && !(Array.isArray(one) && one.length === 0) && !isDefault(name, one),
  );
  return Object.fromEntries(kept.map(([name, one]) => [name, filled(one)]));
}

const isDefault = (name: string, value: unknown): boolean => name === 'made_by' && value === 'person';

/** A draft as a flow file (JSON, the twin of the YAML that the server writes of published versions). */
export function draftFile(flow: FlowDetail, tree: Tree): string {
  const nodes = Object.fromEntries(
    Object.entries(tree.nodes).map(([key, { id, ...node }]) => [
      key,
      { ...(id === key ? {} : { id }), ...(filled(node) as object), text: node.text },
    ]),
  );
  const head = filled({
    resolutionflow: 1,
    id: flow.id,
    title: flow.title,
    description: flow.description,
    category: flow.category,
    tags: flow.tags,
    starts_with: tree.starts_with,
  });
  return `${JSON.stringify({ ...(head as object), root_id: tree.root_id, nodes }, null, 2)}\n`;
}

/** The name of the file, out of the flow's title. */
export function draftFileName(title: string): string {
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return `${name || 'flow'}-draft.json`;
}
