import type { NodeType } from '@/api/flows';
import type { Placed } from './layout';
import type { Area } from './lines';

/** Where `picture.module.css` keeps the colour of each kind. */
const COLORS: readonly [NodeType, string][] = [
  ['question', 'border-right-color'],
  ['action', 'border-bottom-color'],
  ['resolution', 'border-left-color'],
  ['escalation', 'column-rule-color'],
];
const CHOSEN_MARGIN = 40;

interface Sketch {
  area: Area;
  /** Holds the colours. */
  style: CSSStyleDeclaration;
  chosen: string | null;
}

const touches = ({ x, y, width, height }: Placed, area: Area): boolean =>
  x <= area.right && x + width >= area.left && y <= area.bottom && y + height >= area.top;

/** Draws cards as blocks in the colour of their kind, one fill a kind. */
export function sketch(
  context: CanvasRenderingContext2D,
  cards: readonly Placed[],
  { area, style, chosen }: Sketch,
): void {
  const seen = cards.filter((card) => touches(card, area));
  for (const [type, property] of COLORS) {
    context.fillStyle = style.getPropertyValue(property);
    context.beginPath();
    for (const card of seen) {
      if (card.row.node?.type === type) context.rect(card.x, card.y, card.width, card.height);
    }
    context.fill();
  }
  const marked = seen.find((card) => card.key === chosen);
  if (marked === undefined) return;
  context.fillStyle = style.color;
  const { x, y, width, height } = marked;
  context.fillRect(
    x - CHOSEN_MARGIN,
    y - CHOSEN_MARGIN,
    width + 2 * CHOSEN_MARGIN,
    height + 2 * CHOSEN_MARGIN,
  );
}
