import { useMantineColorScheme } from '@mantine/core';
import { useStore } from '@xyflow/react';
import { memo, type RefObject, useLayoutEffect, useMemo, useRef } from 'react';
import type { Model } from '@/lib/tree/model';
import { areaOf, begin, draw, type View } from './draw';
import type { Layout, Placed } from './layout';
import { joinLines, type Line, treeLines } from './lines';
import classes from './picture.module.css';
import { sketch } from './sketch';

interface LinesProps {
  model: Model;
  layout: Layout;
  chosen: string | null;
  far: boolean;
  /** Cards are drawn too, as coloured blocks. */
  sketched: boolean;
}

/**
 * The lines of the picture: those of the tree under the cards, joins over them. Drawn on canvas, because thousands of
 * lines as SVG took seconds a frame.
 */
export const Lines = memo(function Lines({ model, layout, chosen, far, sketched }: LinesProps) {
  const under = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const tree = useMemo(() => treeLines(layout), [layout]);
  const joins = useMemo(() => joinLines(model, layout), [model, layout]);
  const view = useView();
  useLayoutEffect(
    () => drawTree(under, tree, { view, cards: sketched ? layout.placed : [], chosen }),
    [tree, view, layout, sketched, chosen],
  );
  useLayoutEffect(() => drawJoins(over, joins, { view, chosen, far }), [joins, view, chosen, far]);
  return (
    <>
      <canvas ref={under} className={classes.lines} data-under />
      <canvas ref={over} className={classes.lines} />
    </>
  );
});

/** What of the picture shows; a new object whenever anything must be drawn again. */
function useView(): View {
  const [x, y, zoom] = useStore((store) => store.transform);
  const width = useStore((store) => store.width);
  const height = useStore((store) => store.height);
  const { colorScheme } = useMantineColorScheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: size and colours change what is drawn, not the view
  return useMemo(() => ({ x, y, zoom }), [x, y, zoom, width, height, colorScheme]);
}

type Canvas = RefObject<HTMLCanvasElement | null>;

interface Trees {
  view: View;
  cards: readonly Placed[];
  chosen: string | null;
}

function drawTree({ current: canvas }: Canvas, lines: readonly Line[], { view, cards, chosen }: Trees): void {
  const context = canvas && begin(canvas, view);
  if (!context) return;
  const pen = { color: getComputedStyle(canvas).getPropertyValue('border-top-color'), width: 1.5 };
  const area = areaOf(canvas, view);
  draw(context, lines, { area, view, pen });
  sketch(context, cards, { area, style: getComputedStyle(canvas), chosen });
}

interface Joins {
  view: View;
  chosen: string | null;
  /** So small that joins would only be a grey cloud: those of the chosen step are drawn all the same. */
  far: boolean;
}

function drawJoins({ current: canvas }: Canvas, lines: readonly Line[], { view, chosen, far }: Joins): void {
  const context = canvas && begin(canvas, view);
  if (!context) return;
  const style = getComputedStyle(canvas);
  const area = areaOf(canvas, view);
  const isNear = (line: Line): boolean => line.from === chosen || line.to === chosen;
  const quiet = { color: style.getPropertyValue('outline-color'), width: 1.1, dashed: true };
  const loud = { color: style.getPropertyValue('color'), width: 2, dashed: true };
  if (!far)
    draw(
      context,
      lines.filter((line) => !isNear(line)),
      { area, view, pen: quiet },
    );
  draw(context, lines.filter(isNear), { area, view, pen: loud });
}
