import { type Node, type NodeHandle, Position } from '@xyflow/react';
import type { Finding } from '@/api/flows';
import type { Layout, Placed } from './layout';

// A type, not an interface: the canvas takes only what can be indexed by any name.
export type CardData = {
  placed: Placed;
  chosen: boolean;
  found: boolean;
  severity: Finding['severity'] | null;
};

export type CardNode = Node<CardData, 'step'>;

interface Marks {
  chosen: string | null;
  found: ReadonlySet<string>;
  findings: ReadonlyMap<string, readonly Finding[]>;
}

const handles = (width: number, height: number): NodeHandle[] => [
  { type: 'target', position: Position.Left, x: 0, y: height / 2, width: 1, height: 1 },
  { type: 'source', position: Position.Right, x: width, y: height / 2, width: 1, height: 1 },
];

/** Sizes and handles are given, not measured: culling and "show all" rest on them. */
function nodeOf(placed: Placed, data: Pick<CardData, 'chosen' | 'found' | 'severity'>): CardNode {
  const { width, height } = placed;
  return {
    id: placed.key,
    type: 'step',
    position: { x: placed.x, y: placed.y },
    width,
    height,
    measured: { width, height },
    handles: handles(width, height),
    data: { placed, ...data },
  };
}

const samePlace = (one: Placed, other: Placed): boolean =>
  one.row === other.row &&
  one.x === other.x &&
  one.y === other.y &&
  one.height === other.height &&
  one.hidden === other.hidden;

/** The cards of a layout; a card in which nothing changed stays the same object, so that it isn't drawn again. */
export function nodesOf(layout: Layout, marks: Marks, before: readonly CardNode[]): CardNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  return layout.placed.map((placed) => {
    const about = placed.row.node === null ? undefined : marks.findings.get(placed.row.node.id);
    const data = {
      chosen: placed.key === marks.chosen,
      found: marks.found.has(placed.key),
      severity: about?.[0]?.severity ?? null,
    };
    const old = known.get(placed.key);
    const same =
      old !== undefined &&
      samePlace(old.data.placed, placed) &&
      old.data.chosen === data.chosen &&
      old.data.found === data.found &&
      old.data.severity === data.severity;
    return same ? old : nodeOf(placed, data);
  });
}
