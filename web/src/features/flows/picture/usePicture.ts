import { useReactFlow } from '@xyflow/react';
import { useRef, useState } from 'react';
import { ancestorsOf, autoFold, foldable, type Model } from '@/lib/tree/model';
import { type Layout, layoutOf, leavesOf } from './layout';

const LEAVES_AT_FIRST = 14;
const READABLE = 0.8;
const MARGIN = 24;
const PAN_MS = 180;

interface Shown {
  folded: ReadonlySet<string>;
  layout: Layout;
}

function without(folded: ReadonlySet<string>, keys: readonly string[]): Set<string> {
  const next = new Set(folded);
  for (const key of keys) next.delete(key);
  return next;
}

const firstFold = (model: Model): Set<string> =>
  autoFold(model, LEAVES_AT_FIRST, (folded) => leavesOf(model, folded));

const motion = (): { duration: number } => ({
  duration: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : PAN_MS,
});

/** What of the picture is folded, and moving about in it. Only inside a `ReactFlowProvider`. */
export function usePicture(model: Model, chosen: string | null) {
  const flow = useReactFlow();
  const box = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<Shown>(() => {
    const folded = without(firstFold(model), chosen === null ? [] : ancestorsOf(model, chosen));
    return { folded, layout: layoutOf(model, folded) };
  });

  const fold = (folded: ReadonlySet<string>): Layout => {
    const layout = layoutOf(model, folded);
    setShown({ folded, layout });
    return layout;
  };

  /** Folds or unfolds a step, which stays where it is on the screen. */
  const toggle = (key: string): void => {
    const { folded, layout } = shown;
    if (!foldable(model).includes(key)) return;
    const next = fold(folded.has(key) ? without(folded, [key]) : new Set([...folded, key]));
    const [from, to] = [layout.at.get(key), next.at.get(key)];
    if (from === undefined || to === undefined) return;
    const view = flow.getViewport();
    const [x, y] = [view.x - (to.x - from.x) * view.zoom, view.y - (to.y - from.y) * view.zoom];
    void flow.setViewport({ ...view, x, y });
  };

  /** Brings a step into view, unfolding what hides it. */
  const reveal = (key: string): void => {
    const above = ancestorsOf(model, key).filter((one) => shown.folded.has(one));
    const layout = above.length > 0 ? fold(without(shown.folded, above)) : shown.layout;
    const placed = layout.at.get(key);
    if (placed === undefined || inView(placed)) return;
    const zoom = Math.max(flow.getZoom(), READABLE);
    void flow.setCenter(placed.x + placed.width / 2, placed.y + placed.height / 2, { zoom, ...motion() });
  };

  const inView = (placed: { x: number; y: number; width: number; height: number }): boolean => {
    const { x, y, zoom } = flow.getViewport();
    const { clientWidth = 0, clientHeight = 0 } = box.current ?? {};
    const [left, top] = [placed.x * zoom + x, placed.y * zoom + y];
    const [right, bottom] = [left + placed.width * zoom, top + placed.height * zoom];
    return zoom >= READABLE / 2 && left >= 0 && top >= 0 && right <= clientWidth && bottom <= clientHeight;
  };

  const wholeView = (): { x: number; y: number; zoom: number } => {
    const { clientWidth = 0, clientHeight = 0 } = box.current ?? {};
    const { width, height } = shown.layout;
    const zoom = Math.min(1, (clientWidth - 2 * MARGIN) / width, (clientHeight - 2 * MARGIN) / height);
    return { zoom, x: (clientWidth - width * zoom) / 2, y: (clientHeight - height * zoom) / 2 };
  };

  /** All of it when that can be read, else the start of it at a size that can be. */
  const atFirst = (): void => {
    const { clientWidth = 0, clientHeight = 0 } = box.current ?? {};
    const { layout } = shown;
    const fits = Math.min(
      (clientWidth - 2 * MARGIN) / layout.width,
      (clientHeight - 2 * MARGIN) / layout.height,
    );
    const zoom = Math.min(1, Math.max(fits, READABLE));
    const root = layout.at.get(chosen ?? model.roots[0] ?? '') ?? layout.placed[0];
    if (root === undefined) return;
    const middle = fits >= READABLE ? layout.height / 2 : root.y + root.height / 2;
    const left = chosen === null || fits >= READABLE ? 0 : root.x - clientWidth / zoom / 3;
    void flow.setViewport({
      zoom,
      x: MARGIN - Math.max(left, 0) * zoom,
      y: clientHeight / 2 - middle * zoom,
    });
  };

  /** Chooses the step under the pointer where cards are drawn as a sketch. */
  const chooseAt = (pointer: { clientX: number; clientY: number }, choose: (key: string) => void): void => {
    const { x, y } = flow.screenToFlowPosition({ x: pointer.clientX, y: pointer.clientY });
    const hit = shown.layout.placed.find(
      (one) => x >= one.x && x <= one.x + one.width && y >= one.y && y <= one.y + one.height,
    );
    if (hit !== undefined) choose(hit.key);
  };

  return {
    box,
    ...shown,
    toggle,
    chooseAt,
    reveal,
    atFirst,
    foldBack: () => void fold(firstFold(model)),
    unfoldAll: () => void fold(new Set()),
    fit: () => void flow.setViewport(wholeView(), motion()),
    zoomIn: () => void flow.zoomIn(motion()),
    zoomOut: () => void flow.zoomOut(motion()),
  };
}

export type PictureState = ReturnType<typeof usePicture>;
