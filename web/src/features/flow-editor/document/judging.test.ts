import { describe, expect, it } from 'vitest';
import { diff } from '@/lib/tree/diff';
import { deleteAnswer } from './branches';
import { check, type Found, together } from './checks';
import { addAnswer, changeNode, join, moveAnswer } from './commands';
import type { Doc } from './doc';
import { begin, record, undo } from './history';
import { merge } from './merge';
import { counter, docOf } from './testDoc';
import { answer, back, here, minutesOf, pathOf, startAt } from './walk';

const TREE = { a: ['Yes>b', 'No>c'], b: ['On>d', 'Off>e'], c: ['Also>d', 'End>f'], d: [], e: [], f: [] };

describe('undo', () => {
  it('takes back typing without a pause as one edit, and a pause or another field ends it', () => {
    const doc = docOf({ a: [], b: [] });
    const typed = (node: string, text: string, now: number, history = begin(doc)) =>
      record(history, changeNode(history.present.doc, node, { text }), now, `text:${node}`);
    const one = typed('a', 'ab', 500, typed('a', 'a', 0));
    expect(undo(one).present.doc).toBe(doc);
    expect(undo(typed('b', 'x', 600, one)).present.doc.nodes.a?.text).toBe('ab');
    expect(undo(typed('a', 'abc', 5_000, one)).present.doc.nodes.a?.text).toBe('ab');
  });
});

describe('checks', () => {
  const codes = (doc: Doc): string[] => check(doc).map((found) => `${found.code} ${found.node_id ?? '-'}`);

  it('finds nothing in a good flow', () => expect(check(docOf(TREE))).toEqual([]));

  it('finds at once what is missing', () => {
    const doc = docOf({ a: ['Yes>b', 'yes >', 'No>gone'], b: [], lost: ['Once>b'] });
    expect(codes(changeNode(doc, 'b', { text: ' ' }).doc)).toEqual([
      'same_label a',
      'same_label a',
      'no_target a',
      'unknown_target a',
      'no_text b',
      'too_few_options lost',
      'unreachable lost',
    ]);
    expect(codes({ root_id: 'a', nodes: {} })).toEqual(['no_root -']);
  });

  it('keeps what the server said about steps that are still there, and drops what is mended', () => {
    const doc = docOf({ a: ['Yes>b', 'No>b'], b: [] });
    const said = (code: string, node_id: string): Found => ({
      severity: 'warning',
      code,
      message: '',
      node_id,
    });
    const server = [said('loop', 'a'), said('loop', 'gone'), said('no_text', 'b')];
    expect(together(doc, [], server, false)).toEqual([server[0]]);
    expect(together(doc, [], server, true)).toHaveLength(2);
  });
});

describe('walking the draft', () => {
  it('goes on by answers, back to any step, and ends where nothing is written yet', () => {
    const doc = changeNode(docOf({ a: ['Yes>b', 'No>'], b: ['On>c'], c: [] }), 'a', { minutes: 2 }).doc;
    const once = answer(doc, startAt('a'), 'o0');
    expect(here(doc, once)?.id).toBe('b');
    expect(answer(doc, once, 'nonsense')).toBe(once);
    const twice = answer(doc, once, 'o0');
    expect(pathOf(doc, twice).map((step) => step.answer)).toEqual(['Yes', 'On']);
    expect([minutesOf(doc, twice), here(doc, back(twice, 0))?.id]).toEqual([2, 'a']);
    expect(here(doc, answer(doc, startAt('a'), 'o1'))).toBeNull();
  });
});

describe('what changed', () => {
  it('says it by step and answer', () => {
    const before = docOf(TREE);
    const after = moveAnswer(
      changeNode(before, 'b', { text: 'Other', help: 'x' }).doc,
      { node: 'c', option: 'o0' },
      1,
    );
    const cut = deleteAnswer(join(after.doc, { node: 'b', option: 'o0' }, 'f').doc, {
      node: 'b',
      option: 'o1',
    }).doc;
    const found = diff(before, addAnswer(cut, 'a', 'Maybe', counter()).doc);
    expect(found).toMatchObject([
      { kind: 'changed', node: { id: 'a' }, fields: [], answers: [{ kind: 'answerAdded', label: 'Maybe' }] },
      {
        kind: 'changed',
        node: { id: 'b' },
        fields: ['text', 'help'],
        answers: [
          { kind: 'led', label: 'On', to: 'Step f', was: 'Step d' },
          { kind: 'answerRemoved', label: 'Off' },
        ],
      },
      { kind: 'changed', node: { id: 'c' }, answers: [{ kind: 'order' }] },
      { kind: 'removed', node: { id: 'e' } },
    ]);
  });

  it('leaves out the steps of a shared start', () => {
    const own = { ...docOf({ a: [] }), starts_with: 'f1' };
    const published = {
      ...docOf({ 'intake/x': ['Yes>a', 'No>intake/y'], 'intake/y': [], a: [] }),
      starts_with: 'f1',
    };
    expect(diff(published, own)).toEqual([]);
  });

  it.each([
    [null, 'f1', 'added'],
    ['f1', null, 'removed'],
    ['f1', 'f2', 'changed'],
  ])('says that the shared start went from %s to %s', (from, to, how) => {
    const own = docOf({ a: [] });
    const published = from
      ? { ...docOf({ 'intake/x': ['Yes>a'], a: [] }), root_id: 'intake/x', starts_with: from }
      : own;
    expect(diff(published, { ...own, starts_with: to })).toEqual([{ kind: 'start', how }]);
  });
});

describe('putting two together', () => {
  it('takes both where they changed different steps', () => {
    const base = docOf(TREE);
    const mine = changeNode(base, 'b', { text: 'Mine' }).doc;
    const theirs = addAnswer(changeNode(base, 'c', { text: 'Theirs' }).doc, 'a', 'Maybe', counter()).doc;
    const { doc, clashes } = merge(base, mine, theirs);
    expect([doc.nodes.b?.text, doc.nodes.c?.text, doc.nodes.a?.options.length, clashes]).toEqual([
      'Mine',
      'Theirs',
      3,
      [],
    ]);
  });

  it('takes mine and says so where both changed one step', () => {
    const base = docOf(TREE);
    const { doc, clashes } = merge(
      base,
      changeNode(base, 'b', { text: 'Mine' }).doc,
      changeNode(base, 'b', { text: 'Theirs' }).doc,
    );
    expect([doc.nodes.b?.text, clashes]).toEqual(['Mine', ['b']]);
  });
});
