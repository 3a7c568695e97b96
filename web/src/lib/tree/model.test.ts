import { describe, expect, it } from 'vitest';
import { ancestorsOf, autoFold, modelOf, stepKey, visibleRows } from './model';
import { aboveAll, piecesOf, stepsWith } from './search';
import { made } from './testTree';
import type { Tree } from './types';

const lines = (tree: Tree, folded: ReadonlySet<string> = new Set()): string[] =>
  visibleRows(modelOf(tree), folded).map(
    (row) => `${'  '.repeat(row.level - 1)}${row.answer?.label ?? '*'}: ${row.kind} ${row.node?.id ?? '-'}`,
  );

describe('the outline of a flow', () => {
  it('puts each step under the answer that leads to it', () => {
    const tree = made({ a: ['Yes>b', 'No>c'], b: [], c: [] });
    expect(lines(tree)).toEqual(['*: step a', '  Yes: step b', '  No: step c']);
  });

  it('shows a step once, as near to the start as it can stand, and every other way to it as a join', () => {
    const tree = made({ a: ['Yes>b', 'No>c'], b: ['On>d'], c: ['Off>d', 'Then>b'], d: [] });
    expect(lines(tree)).toEqual([
      '*: step a',
      '  Yes: step b',
      '    On: step d',
      '  No: step c',
      '    Off: join d',
      '    Then: join b',
    ]);
    expect(modelOf(tree).joins.get('d')).toHaveLength(1);
  });

  it('ends at a loop instead of going round', () => {
    const tree = made({ a: ['Again>a', 'Done>b'], b: ['Back>a', 'End>c'], c: [] });
    expect(lines(tree)).toEqual([
      '*: step a',
      '  Again: join a',
      '  Done: step b',
      '    Back: join a',
      '    End: step c',
    ]);
  });

  it('says which answers lead nowhere yet, and which steps nothing leads to', () => {
    const tree = made({ a: ['Yes>gone', 'No>'], lost: ['Go>ring'], ring: ['Round>lost'], leaf: [] });
    expect(lines(tree)).toEqual([
      '*: step a',
      '  Yes: nowhere -',
      '  No: nowhere -',
      '*: step leaf',
      '*: step lost',
      '  Go: step ring',
      '    Round: join lost',
    ]);
  });

  it('takes no word that every object knows for a step', () => {
    expect(lines(made({ a: ['Yes>constructor', 'No>__proto__'] }))).toEqual([
      '*: step a',
      '  Yes: nowhere -',
      '  No: nowhere -',
    ]);
  });

  it('keeps two answers to one step apart', () => {
    const tree = made({ a: ['Yes>b', 'Maybe>b'], b: [] });
    expect(lines(tree)).toEqual(['*: step a', '  Yes: step b', '  Maybe: join b']);
  });

  it('hides what is under a folded step', () => {
    const tree = made({ a: ['Yes>b', 'No>c'], b: ['On>d'], c: [], d: [] });
    expect(lines(tree, new Set([stepKey('b')]))).toEqual(['*: step a', '  Yes: step b', '  No: step c']);
  });

  it('knows what stands above a step', () => {
    const model = modelOf(made({ a: ['Yes>b'], b: ['On>d'], d: [] }));
    expect(ancestorsOf(model, stepKey('d'))).toEqual([stepKey('b'), stepKey('a')]);
  });

  it('folds by itself as few levels as leave the number of lines asked for', () => {
    const tree = made({
      a: ['1>b', '2>c'],
      b: ['1>d', '2>e'],
      c: ['1>f', '2>g'],
      d: [],
      e: [],
      f: [],
      g: [],
    });
    const model = modelOf(tree);
    const count = (folded: ReadonlySet<string>): number => visibleRows(model, folded).length;
    expect(count(autoFold(model, 7, count))).toBe(7);
    expect(count(autoFold(model, 6, count))).toBe(3);
    expect(count(autoFold(model, 1, count))).toBe(3);
  });

  it('takes 2,000 steps in a chain', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, at) => [`n${at}`, at < 1_999 ? [`Next>n${at + 1}`] : []]),
    );
    expect(visibleRows(modelOf(made(chain)), new Set())).toHaveLength(2_000);
  });
});

describe('searching an outline', () => {
  const model = modelOf(made({ printer: ['Yes, it hums>cable', 'No>power'], cable: [], power: [] }));
  const ordered = visibleRows(model, new Set());

  it('finds steps by their text and their answers, all words in any order', () => {
    expect(stepsWith(model, ordered, 'HUMS printer')).toEqual([stepKey('printer')]);
    expect(stepsWith(model, ordered, 'power')).toEqual([stepKey('power')]);
    expect(stepsWith(model, ordered, '  ')).toEqual([]);
  });

  it('opens the way to what it finds', () => {
    expect([...aboveAll(model, [stepKey('cable')])]).toEqual([stepKey('printer')]);
  });

  it('marks the words that were found, whatever signs they hold', () => {
    expect(piecesOf('Port (80) open', 'OPEN (80)')).toEqual([
      { text: 'Port ', hit: false },
      { text: '(80)', hit: true },
      { text: ' ', hit: false },
      { text: 'open', hit: true },
    ]);
  });
});
