import { type Model, stepKey } from '@/lib/tree/model';
import { type Layout, type Placed, shownFor } from './layout';

const CHIP_MIDDLE = 17;
const OTHER_LINE = 20;
const FOOT = 9;
const LEAST_REACH = 60;

/** A curve from one card to another, in pixels at full size; its middle points stand level with its ends. */
export interface Line {
  from: string;
  to: string;
  x1: number;
  y1: number;
  /** How far the curve runs level at each end. */
  reach: number;
  x2: number;
  y2: number;
}

/** A part of the picture, in its own pixels. */
export interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The point on the left side of a card where lines arrive: beside its answer. */
function entryOf(one: Placed): [number, number] {
  return [one.x, one.row.answer ? one.y + CHIP_MIDDLE : one.y + one.height / 2];
}

/** The lines of the tree: from each card to those of its answers. */
export function treeLines(layout: Layout): Line[] {
  return layout.placed.flatMap((child) => {
    const parent = child.row.parent === null ? undefined : layout.at.get(child.row.parent);
    if (parent === undefined) return [];
    const [x2, y2] = entryOf(child);
    const x1 = parent.x + parent.width;
    const y1 = parent.y + parent.height / 2;
    return [{ from: parent.key, to: child.key, x1, y1, reach: (x2 - x1) / 2, x2, y2 }];
  });
}

/** Lines to steps that stand under another answer, drawn over the picture; to the step above where the target is folded. */
export function joinLines(model: Model, layout: Layout): Line[] {
  return layout.placed.flatMap((from) =>
    from.others.flatMap((row, index) => {
      if (row.node === null) return [];
      const to = shownFor(model, layout, stepKey(row.node.id));
      return to === undefined ? [] : [joinLine(from, index, to)];
    }),
  );
}

function joinLine(from: Placed, index: number, to: Placed): Line {
  const x1 = from.x + from.width;
  const y1 = from.y + from.height - FOOT - (from.others.length - index - 0.5) * OTHER_LINE;
  const [x2, y2] = entryOf(to);
  const reach = Math.max(LEAST_REACH, Math.abs(x2 - x1) / 3);
  return { from: from.key, to: to.key, x1, y1, reach, x2, y2 };
}

/** Whether any of the line can be seen in `area`: judged by the box around it. */
export function crosses({ x1, y1, reach, x2, y2 }: Line, area: Area): boolean {
  return (
    Math.min(x1, x2 - reach) <= area.right &&
    Math.max(x1 + reach, x2) >= area.left &&
    Math.min(y1, y2) <= area.bottom &&
    Math.max(y1, y2) >= area.top
  );
}
