import { flextree } from 'd3-flextree';
import { ancestorsOf, type Model, type Row } from '@/lib/tree/model';

/** Where a step stands in the picture, in pixels at full size, and what its card shows. */
export interface Placed {
  key: string;
  row: Row;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Answers that continue at a step drawn elsewhere, or lead nowhere. */
  others: readonly Row[];
  /** How many steps are folded away under it. */
  hidden: number;
}

export interface Layout {
  placed: readonly Placed[];
  at: ReadonlyMap<string, Placed>;
  width: number;
  height: number;
}

export const CARD_WIDTH = 232;
const GAP_X = 56;
const GAP_Y = 14;
const CHARACTERS_A_LINE = 27;
const FIRST_LINE = 23;
const MOST_LINES = 4;
const LINE = 18;
const OTHER_LINE = 20;
const CHIP = 24;
const PADDING = 20;

/** The number of lines that a text takes on a card when it is wrapped at spaces; the sign takes room of the first. */
export function linesOf(text: string): number {
  let lines = 1;
  let room = FIRST_LINE;
  for (const word of text.split(/\s+/)) {
    if (word.length <= room) room -= word.length + 1;
    else {
      const own = Math.max(1, Math.ceil(word.length / CHARACTERS_A_LINE));
      lines += own;
      room = own * CHARACTERS_A_LINE - word.length - 1;
    }
  }
  return lines;
}

/** The height of a card: estimated from its text, so that the picture needs no measuring by the browser. */
export function heightOf(row: Row, others: number): number {
  const lines = Math.min(MOST_LINES, linesOf(row.node?.text ?? ''));
  return PADDING + (row.answer ? CHIP : 0) + lines * LINE + others * OTHER_LINE;
}

interface Datum {
  row: Row;
  others: readonly Row[];
  size: [number, number];
  children: Datum[];
}

const isStep = (row: Row | undefined): row is Row => row !== undefined && row.kind === 'step';

function datumOf(model: Model, key: string, folded: ReadonlySet<string>): Datum | null {
  const row = model.rows.get(key);
  if (!isStep(row)) return null;
  const below = row.children.map((child) => model.rows.get(child)).filter((child) => child !== undefined);
  const others = below.filter((child) => !isStep(child));
  const kept = folded.has(key) ? [] : row.children;
  const children = kept.map((child) => datumOf(model, child, folded)).filter((child) => child !== null);
  // flextree grows downwards; the picture grows to the right, so breadth is height here.
  const size: [number, number] = [heightOf(row, others.length) + GAP_Y, CARD_WIDTH + GAP_X];
  return { row, others, size, children };
}

/** Places the steps that show, left to right; joins move nothing. */
export function layoutOf(model: Model, folded: ReadonlySet<string>): Layout {
  const placed: Placed[] = [];
  let top = 0;
  for (const root of model.roots) {
    const datum = datumOf(model, root, folded);
    if (datum === null) continue;
    const own = placeTree(datum, model, folded);
    const highest = Math.min(...own.map((one) => one.y));
    const lowest = own.reduce((low, one) => Math.max(low, one.y + one.height), 0);
    placed.push(...own.map((one) => ({ ...one, y: one.y - highest + top })));
    top += lowest - highest + GAP_Y * 3;
  }
  const width = placed.reduce((right, one) => Math.max(right, one.x + one.width), 0);
  const height = placed.reduce((low, one) => Math.max(low, one.y + one.height), 0);
  return { placed, at: new Map(placed.map((one) => [one.key, one])), width, height };
}

function placeTree(datum: Datum, model: Model, folded: ReadonlySet<string>): Placed[] {
  const layout = flextree<Datum>({ children: (one) => one.children, nodeSize: (node) => node.data.size });
  const tree = layout.hierarchy(datum);
  layout(tree);
  return tree.nodes.map(({ x, y, data }) => {
    const height = data.size[0] - GAP_Y;
    return {
      key: data.row.key,
      row: data.row,
      x: y,
      y: x - height / 2,
      width: CARD_WIDTH,
      height,
      others: data.others,
      hidden: folded.has(data.row.key) ? stepsUnder(model, data.row.key) : 0,
    };
  });
}

/** The number of steps below `key`. */
export function stepsUnder(model: Model, key: string): number {
  let found = 0;
  const waiting = [...(model.rows.get(key)?.children ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const row = model.rows.get(next);
    if (!isStep(row)) continue;
    found += 1;
    waiting.push(...row.children);
  }
  return found;
}

/** The number of steps at the right end of the picture when `folded` are folded. */
export function leavesOf(model: Model, folded: ReadonlySet<string>): number {
  let found = 0;
  const waiting = [...model.roots];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const row = model.rows.get(next);
    const steps = folded.has(next)
      ? []
      : (row?.children ?? []).filter((child) => isStep(model.rows.get(child)));
    if (steps.length === 0) found += 1;
    waiting.push(...steps);
  }
  return found;
}

/** The step that shows and stands for `key`: itself, else the nearest one above it. */
export function shownFor(model: Model, layout: Layout, key: string): Placed | undefined {
  if (layout.at.has(key)) return layout.at.get(key);
  const above = ancestorsOf(model, key).find((one) => layout.at.has(one));
  return above === undefined ? undefined : layout.at.get(above);
}
