import { type Area, crosses, type Line } from './lines';

export interface View {
  x: number;
  y: number;
  zoom: number;
}

interface Pen {
  color: string;
  /** In pixels of the screen, whatever the zoom. */
  width: number;
  dashed?: boolean;
}

const LONGEST_DASHED = 4_000;
const DASH = 5;

export function areaOf(canvas: HTMLCanvasElement, { x, y, zoom }: View): Area {
  const { clientWidth, clientHeight } = canvas;
  return {
    left: -x / zoom,
    top: -y / zoom,
    right: (clientWidth - x) / zoom,
    bottom: (clientHeight - y) / zoom,
  };
}

/** Empties a canvas, fits it to the screen and gives its context in the picture's own pixels. */
export function begin(canvas: HTMLCanvasElement, view: View): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio || 1;
  const width = Math.round(canvas.clientWidth * ratio);
  const height = Math.round(canvas.clientHeight * ratio);
  const context = canvas.getContext('2d');
  if (context === null) return null;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  const scale = view.zoom * ratio;
  context.setTransform(scale, 0, 0, scale, view.x * ratio, view.y * ratio);
  return context;
}

/** Draws those of `lines` that can be seen, as one stroke. Dashes of very long lines cost seconds, so they are solid. */
export function draw(
  context: CanvasRenderingContext2D,
  lines: readonly Line[],
  { area, view, pen }: { area: Area; view: View; pen: Pen },
): void {
  const seen = lines.filter((line) => crosses(line, area));
  context.strokeStyle = pen.color;
  context.lineWidth = pen.width / view.zoom;
  const isDashed = (line: Line): boolean =>
    pen.dashed === true && Math.abs(line.y2 - line.y1) + Math.abs(line.x2 - line.x1) < LONGEST_DASHED;
  stroke(
    context,
    seen.filter((line) => !isDashed(line)),
    [],
  );
  stroke(context, seen.filter(isDashed), [DASH / view.zoom, DASH / view.zoom]);
}

function stroke(context: CanvasRenderingContext2D, lines: readonly Line[], dash: number[]): void {
  if (lines.length === 0) return;
  context.setLineDash(dash);
  context.beginPath();
  for (const { x1, y1, reach, x2, y2 } of lines) {
    context.moveTo(x1, y1);
    context.bezierCurveTo(x1 + reach, y1, x2 - reach, y2, x2, y2);
  }
  context.stroke();
}
