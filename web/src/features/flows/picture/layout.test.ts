import { describe, expect, it } from 'vitest';
import { autoFold, modelOf, stepKey } from '@/lib/tree/model';
import { made } from '@/lib/tree/testTree';
import { CARD_WIDTH, type Layout, layoutOf, leavesOf, type Placed, shownFor, stepsUnder } from './layout';
import { crosses, joinLines, treeLines } from './lines';

const NONE: ReadonlySet<string> = new Set();

function overlapping(layout: Layout): string[] {
  const hits = (one: Placed, other: Placed): boolean =>
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height;
  return layout.placed.flatMap((one, at) =>
    layout.placed.slice(at + 1).flatMap((other) => (hits(one, other) ? [`${one.key} on ${other.key}`] : [])),
  );
}

/** A tree in which each step has `wide` answers, `deep` levels. */
function wideTree(wide: number, deep: number): Record<string, string[]> {
  const answers: Record<string, string[]> = {};
  const grow = (id: string, level: number): void => {
    const below = level === deep ? [] : Array.from({ length: wide }, (_, at) => `${id}${at}`);
    answers[id] = below.map((child, at) => `Answer ${at}>${child}`);
    for (const child of below) grow(child, level + 1);
  };
  grow('n', 1);
  return answers;
}

describe('the picture of a flow', () => {
  it('grows to the right: each step stands right of the one it comes from', () => {
    const layout = layoutOf(modelOf(made({ a: ['Yes>b', 'No>c'], b: ['On>d'], c: [], d: [] })), NONE);
    const left = (id: string): number => layout.at.get(stepKey(id))?.x ?? -1;
    expect(left('a')).toBe(0);
    expect(left('b')).toBeGreaterThan(CARD_WIDTH);
    expect(left('c')).toBe(left('b'));
    expect(left('d')).toBeGreaterThan(left('b') + CARD_WIDTH);
  });

  it('lets no two cards overlap, whatever their height', () => {
    const tree = made(wideTree(3, 5));
    const first = tree.nodes.n0;
    if (first) first.text = 'A long text. '.repeat(40);
    expect(overlapping(layoutOf(modelOf(tree), NONE))).toEqual([]);
  });

  it('keeps steps that nothing leads to below the rest', () => {
    const layout = layoutOf(modelOf(made({ a: ['Yes>b', 'No>c'], b: [], c: [], lost: [] })), NONE);
    expect(overlapping(layout)).toEqual([]);
    const lowest = Math.max(...layout.placed.map((one) => one.y));
    expect(layout.at.get(stepKey('lost'))?.y).toBe(lowest);
  });

  it('says how many steps are folded away', () => {
    const model = modelOf(made({ a: ['Yes>b', 'No>c'], b: ['On>d', 'Off>e'], c: [], d: [], e: ['Up>a'] }));
    expect(stepsUnder(model, stepKey('b'))).toBe(2);
    const layout = layoutOf(model, new Set([stepKey('b')]));
    expect(layout.placed).toHaveLength(3);
    expect(layout.at.get(stepKey('b'))?.hidden).toBe(2);
  });

  it('folds by itself to about 14 steps at its right end', () => {
    const model = modelOf(made(wideTree(3, 6)));
    const folded = autoFold(model, 14, (set) => leavesOf(model, set));
    expect(leavesOf(model, folded)).toBe(9);
    expect(leavesOf(model, NONE)).toBe(243);
  });

  it('draws a line for each step, and joins over them without a step of their own', () => {
    const model = modelOf(made({ a: ['Yes>b', 'No>c'], b: ['Back>a'], c: ['Over>b'] }));
    const layout = layoutOf(model, NONE);
    expect(treeLines(layout)).toHaveLength(2);
    expect(joinLines(model, layout).map(({ from, to }) => [from, to])).toEqual([
      [stepKey('b'), stepKey('a')],
      [stepKey('c'), stepKey('b')],
    ]);
  });

  it('lets a join end at the step above where its own is folded away', () => {
    const model = modelOf(made({ a: ['Yes>b', 'No>c'], b: ['On>d'], c: ['Over>d'], d: [] }));
    const layout = layoutOf(model, new Set([stepKey('b')]));
    expect(shownFor(model, layout, stepKey('d'))?.key).toBe(stepKey('b'));
    expect(joinLines(model, layout)[0]?.to).toBe(stepKey('b'));
  });

  it('draws only the lines that can be seen', () => {
    const layout = layoutOf(modelOf(made(wideTree(3, 5))), NONE);
    const lines = treeLines(layout);
    const all = { left: 0, top: 0, right: layout.width, bottom: layout.height };
    expect(lines.filter((line) => crosses(line, all))).toHaveLength(lines.length);
    const corner = { left: 0, top: -500, right: 400, bottom: -100 };
    expect(lines.filter((line) => crosses(line, corner))).toEqual([]);
  });

  it('places a thousand steps', () => {
    const layout = layoutOf(modelOf(made(wideTree(3, 7))), NONE);
    expect(layout.placed.length).toBe(1_093);
    expect(layout.placed.every((one) => Number.isFinite(one.x + one.y))).toBe(true);
  });
});
