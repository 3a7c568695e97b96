import { describe, expect, it } from 'vitest';
import { diff } from '@/lib/tree/diff';
import { LIMITS } from '@/lib/tree/types';
import { type Doc, isAnswer, parse, sameDoc, serialise } from './doc';
import { begin, type History, record, redo, undo } from './history';
import { merge } from './merge';
import { COMMANDS, counter, docOf, seeded } from './testDoc';

/** What is wrong with a document whatever it says: dangling links, ids that differ, limits. */
function broken(doc: Doc): string[] {
  const nodes = Object.entries(doc.nodes);
  const found = nodes.flatMap(([id, node]) => [
    node.id === id ? '' : `${id} says it is ${node.id}`,
    node.options.length <= LIMITS.options ? '' : `${id} has ${node.options.length} answers`,
    new Set(node.options.map((option) => option.id)).size === node.options.length
      ? ''
      : `${id} has an answer twice`,
    ...node.options.map((option) =>
      !option.next_id || doc.nodes[option.next_id] ? '' : `${id} leads to ${option.next_id}, which is gone`,
    ),
  ]);
  const root = nodes.length === 0 || doc.nodes[doc.root_id] !== undefined ? '' : 'the first step is gone';
  return [...found, root].filter(Boolean);
}

const START = docOf({
  a: ['Yes>b', 'No>c', 'Maybe>d'],
  b: ['On>d', 'Off>e'],
  c: ['Again>a', 'Else>e', 'Later>'],
  d: [],
  e: ['Done>f'],
  f: [],
});
const SEEDS = Array.from({ length: 150 }, (_, seed) => seed + 1);
const names = Object.keys(COMMANDS);

/** Runs 40 commands by chance; calls `each` with the document before and after every one. */
function run(seed: number, each: (name: string, before: Doc, after: Doc, history: History) => void): History {
  const random = seeded(seed);
  const fresh = counter();
  let history = begin(START);
  for (let step = 0; step < 40; step += 1) {
    const name = names[Math.floor(random() * names.length)] ?? '';
    const before = history.present.doc;
    const frozen = JSON.stringify(before);
    const edited = COMMANDS[name]?.(before, random, fresh) ?? { doc: before, at: null };
    expect(JSON.stringify(before), `${name} changed the document it was given`).toBe(frozen);
    history = record(history, edited, step);
    if (edited.at !== null) {
      const node = edited.doc.nodes[edited.at.node];
      expect(node, `${name} looks at a step that is gone`).toBeDefined();
      if (isAnswer(edited.at)) {
        const { option } = edited.at;
        expect(
          node?.options.map(({ id }) => id),
          `${name} looks at an answer that is gone`,
        ).toContain(option);
      }
    }
    each(name, before, edited.doc, history);
  }
  return history;
}

describe('any edits one after the other', () => {
  it.each(SEEDS)('leave a document that holds together (seed %i)', (seed) => {
    run(seed, (name, _, after) => expect(broken(after), name).toEqual([]));
  });

  it.each(SEEDS.slice(0, 60))('are undone to the very document before, and done again (seed %i)', (seed) => {
    const end = run(seed, (_, before, after, history) => {
      if (before !== after) expect(undo(history).present.doc).toBe(before);
      expect(redo(undo(history)).present.doc).toBe(history.present.doc);
    });
    let back = end;
    while (back.past.length > 0) back = undo(back);
    expect(back.present.doc).toBe(START);
    while (back.future.length > 0) back = redo(back);
    expect(back.present.doc).toBe(end.present.doc);
  });

  it.each(SEEDS.slice(0, 60))('are the same when they were sent and read again (seed %i)', (seed) => {
    run(seed, (_, __, after) => {
      const read = parse(JSON.parse(JSON.stringify(serialise(after))));
      expect(sameDoc(read, after)).toBe(true);
      expect(serialise(read)).toEqual(serialise(after));
    });
  });

  it.each(SEEDS.slice(0, 60))('show in what changed, and only then (seed %i)', (seed) => {
    run(seed, (_, before, after) => {
      expect(diff(serialise(before), serialise(after)).length > 0).toBe(!sameDoc(before, after));
    });
  });

  it.each(SEEDS.slice(0, 60))(
    'of two people are put together without a link to nowhere (seed %i)',
    (seed) => {
      const mine = run(seed, () => undefined).present.doc;
      const renamed = (doc: Doc): Doc => JSON.parse(JSON.stringify(doc).replaceAll('"new', '"other'));
      const theirs = renamed(run(seed + 1_000, () => undefined).present.doc);
      const both = merge(START, mine, theirs);
      expect(broken(both.doc).filter((words) => words !== 'the first step is gone')).toEqual([]);
      expect(sameDoc(merge(START, mine, START).doc, mine)).toBe(true);
      expect(sameDoc(merge(START, START, theirs).doc, theirs)).toBe(true);
      expect(merge(START, mine, START).clashes).toEqual([]);
    },
  );
});
