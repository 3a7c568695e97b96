import type { Model } from '@/lib/tree/model';
import type { Layout, Placed } from './layout';

/** The step that an arrow leads to from `key`; null when there is none. */
export function neighbour(model: Model, layout: Layout, key: string, arrow: string): string | null {
  const here = layout.at.get(key);
  if (here === undefined) return layout.placed[0]?.key ?? null;
  if (arrow === 'ArrowLeft') return here.row.parent;
  if (arrow === 'ArrowRight') return childOf(model, here);
  return inColumn(layout, here, arrow === 'ArrowDown' ? 1 : -1);
}

const childOf = (model: Model, here: Placed): string | null =>
  here.row.children.find((key) => model.rows.get(key)?.kind === 'step') ?? null;

function inColumn(layout: Layout, here: Placed, direction: 1 | -1): string | null {
  const column = layout.placed
    .filter((one) => one.x === here.x && (one.y - here.y) * direction > 0)
    .sort((one, other) => (one.y - other.y) * direction);
  return column[0]?.key ?? null;
}
