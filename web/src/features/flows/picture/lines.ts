import { type Model, stepKey } from '../outline/model';
import { type Layout, type Placed, shownFor } from './layout';

const CHIP_MIDDLE = 17;
const OTHER_LINE = 20;
const FOOT = 9;

/** The point on the left side of a card where lines arrive: beside its answer. */
function entryOf(one: Placed): [number, number] {
  return [one.x, one.row.answer ? one.y + CHIP_MIDDLE : one.y + one.height / 2];
}

/** All lines of the tree as one path: a thousand elements fewer for the browser to move. */
export function treePath(layout: Layout): string {
  return layout.placed
    .flatMap((child) => {
      const parent = child.row.parent === null ? undefined : layout.at.get(child.row.parent);
      return parent === undefined ? [] : [between(parent, child)];
    })
    .join('');
}

function between(parent: Placed, child: Placed): string {
  const [x, y] = entryOf(child);
  const startX = parent.x + parent.width;
  const startY = parent.y + parent.height / 2;
  const middle = (startX + x) / 2;
  return `M${round(startX)} ${round(startY)}C${round(middle)} ${round(startY)} ${round(middle)} ${round(y)} ${round(x)} ${round(y)}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

export interface Join {
  key: string;
  from: string;
  to: string;
  path: string;
}

/** Lines to steps that stand under another answer, drawn over the picture; to the step above where the target is folded. */
export function joinsOf(model: Model, layout: Layout): Join[] {
  return layout.placed.flatMap((from) =>
    from.others.flatMap((row, index) => {
      if (row.node === null) return [];
      const to = shownFor(model, layout, stepKey(row.node.id));
      if (to === undefined) return [];
      return [{ key: row.key, from: from.key, to: to.key, path: arc(from, index, to) }];
    }),
  );
}

function arc(from: Placed, index: number, to: Placed): string {
  const startX = from.x + from.width;
  const startY = from.y + from.height - FOOT - (from.others.length - index - 0.5) * OTHER_LINE;
  const [x, y] = entryOf(to);
  const reach = Math.max(60, Math.abs(x - startX) / 3);
  return `M${round(startX)} ${round(startY)}C${round(startX + reach)} ${round(startY)} ${round(x - reach)} ${round(y)} ${round(x)} ${round(y)}`;
}
