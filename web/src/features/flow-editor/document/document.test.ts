import { describe, expect, it } from 'vitest';
import { deleteAnswer, deleteStep, moveBranch, separate, whyNotMove } from './branches';
import {
  addAnswer,
  addFirst,
  addStep,
  changeNode,
  join,
  labelsOf,
  moveAnswer,
  pasteAnswers,
} from './commands';
import { type Doc, parse, serialise } from './doc';
import { counter, docOf } from './testDoc';

const ids = (doc: Doc): string[] => Object.keys(doc.nodes).sort();
const TREE = { a: ['Yes>b', 'No>c'], b: ['On>d', 'Off>e'], c: ['Also>d', 'End>f'], d: [], e: [], f: [] };

describe('writing', () => {
  it('begins with a question when it asks, and with an end when it does not', () => {
    const empty = { root_id: 'x', nodes: {} };
    const asked = addFirst(empty, 'Is it on?', counter());
    expect([asked.doc.root_id, asked.doc.nodes.new1?.type]).toEqual(['new1', 'question']);
    expect(addFirst(empty, 'Restart it.', counter()).doc.nodes.new1?.type).toBe('resolution');
    expect(addFirst(asked.doc, 'Again?', counter()).doc).toBe(asked.doc);
  });

  it('makes an end that gets an answer into an action', () => {
    const { doc, at } = addAnswer(docOf({ a: [] }), 'a', 'It works', counter());
    expect([doc.nodes.a?.type, doc.nodes.a?.options, at]).toEqual([
      'action',
      [{ id: 'new1', label: 'It works' }],
      { node: 'a', option: 'new1' },
    ]);
  });

  it('puts a new answer behind the one it was asked from', () => {
    const { doc } = addAnswer(docOf(TREE), 'a', 'Maybe', counter(), 'o0');
    expect(doc.nodes.a?.options.map((option) => option.label)).toEqual(['Yes', 'Maybe', 'No']);
  });

  it('gives no tenth answer', () => {
    const nine = docOf({ a: Array.from({ length: 9 }, (_, at) => `${at}>`) });
    expect(addAnswer(nine, 'a', 'ten', counter()).doc).toBe(nine);
    expect(
      pasteAnswers(docOf({ a: ['1>'] }), 'a', 'x\n'.repeat(20), counter()).doc.nodes.a?.options,
    ).toHaveLength(9);
  });

  it('writes a step only where an answer leads nowhere', () => {
    const doc = docOf({ a: ['Yes>b', 'No>'], b: [] });
    expect(addStep(doc, { node: 'a', option: 'o0' }, 'New', counter()).doc).toBe(doc);
    const { doc: grown, at } = addStep(doc, { node: 'a', option: 'o1' }, 'New', counter());
    expect([grown.nodes.a?.options[1]?.next_id, at]).toEqual(['new1', { node: 'new1' }]);
  });

  it('reads pasted lists as answers', () => {
    expect(labelsOf('- Yes\r\n* No\n3. Maybe\n  4) Other \n\n• 5 lights\n2 lights')).toEqual([
      'Yes',
      'No',
      'Maybe',
      'Other',
      '5 lights',
      '2 lights',
    ]);
  });

  it('moves an answer among its siblings and no further', () => {
    const doc = docOf(TREE);
    expect(moveAnswer(doc, { node: 'a', option: 'o1' }, -1).doc.nodes.a?.options.map(({ id }) => id)).toEqual(
      ['o1', 'o0'],
    );
    expect(moveAnswer(doc, { node: 'a', option: 'o1' }, 1).doc).toBe(doc);
  });
});

describe('deleting', () => {
  it('takes what hangs on an answer alone, and keeps what others lead to', () => {
    const { doc, at } = deleteAnswer(docOf(TREE), { node: 'a', option: 'o0' });
    expect(ids(doc)).toEqual(['a', 'c', 'd', 'f']);
    expect(at).toEqual({ node: 'a', option: 'o1' });
  });

  it('keeps the rest when an answer goes back to the start', () => {
    const doc = docOf({ a: ['Yes>b', 'No>c'], b: ['Again>a', 'End>d'], c: [], d: [] });
    expect(ids(deleteAnswer(doc, { node: 'b', option: 'o0' }).doc)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('takes a loop that only leads to itself', () => {
    const doc = docOf({ a: ['Yes>b', 'No>d'], b: ['On>c'], c: ['Back>b'], d: [] });
    expect(ids(deleteAnswer(doc, { node: 'a', option: 'o0' }).doc)).toEqual(['a', 'd']);
  });

  it('takes a step that nothing leads to, and leaves the rest alone', () => {
    const doc = docOf({ a: ['Yes>b'], b: [], lost: ['Go>b', 'Else>alone'], alone: [] });
    expect(ids(deleteStep(doc, 'lost').doc)).toEqual(['a', 'b']);
  });
});

describe('moving and joining', () => {
  it('moves a branch under another step, but not into itself', () => {
    const doc = docOf(TREE);
    const at = { node: 'a', option: 'o0' };
    expect(whyNotMove(doc, at, 'e')).toBe('inside');
    const { doc: moved } = moveBranch(doc, at, 'c');
    expect(moved.nodes.c?.options.map((option) => [option.id, option.label])).toEqual([
      ['o0', 'Also'],
      ['o1', 'End'],
      ['o0-2', 'Yes'],
    ]);
    expect(moved.nodes.a?.options.map((option) => option.label)).toEqual(['No']);
  });

  it('moves a branch to a step that it shares with others', () => {
    expect(whyNotMove(docOf(TREE), { node: 'a', option: 'o0' }, 'd')).toBeNull();
  });

  it('joins, and takes the join apart with a copy', () => {
    const doc = join(docOf(TREE), { node: 'a', option: 'o1' }, 'b').doc;
    expect(doc.nodes.a?.options[1]?.next_id).toBe('b');
    const { doc: apart, at } = separate(doc, { node: 'a', option: 'o1' }, counter());
    expect(at).toEqual({ node: 'new1' });
    expect(apart.nodes.a?.options.map((option) => option.next_id)).toEqual(['b', 'new1']);
    expect(apart.nodes.new1?.options.map((option) => option.label)).toEqual(['On', 'Off']);
    expect(ids(apart)).toHaveLength(9);
  });

  it('copies no way back', () => {
    const doc = docOf({ a: ['Yes>b', 'No>c'], b: ['Again>a', 'On>c'], c: ['Top>a', 'End>d'], d: [] });
    expect(separate(doc, { node: 'b', option: 'o0' }, counter()).doc).toBe(doc);
    const { doc: apart } = separate(doc, { node: 'b', option: 'o1' }, counter());
    expect(apart.nodes.new1?.options.map((option) => option.next_id)).toEqual(['a', 'new2']);
  });
});

describe('reading and writing', () => {
  it('carries along what it does not know', () => {
    const tree = {
      root_id: 'a',
      later: { some: 1 },
      nodes: { a: { ...docOf({ a: [] }).nodes.a, id: 'a', colour: 'red', minutes: 0, needs_review: true } },
    };
    const doc = changeNode(parse(tree as never), 'a', { text: 'New' }).doc;
    expect(serialise(doc)).toMatchObject({
      later: { some: 1 },
      nodes: { a: { colour: 'red', minutes: 0, needs_review: true, text: 'New' } },
    });
  });

  it('takes no word that every object knows for a step', () => {
    const doc = docOf({ a: ['Yes>constructor', 'No>toString'], b: [] });
    expect(doc.nodes.a?.options.map((option) => option.next_id)).toEqual([null, null]);
  });

  it('gives the second of two answers with one id another', () => {
    const tree = docOf({ a: ['1>', '2>', '3>'] });
    const options = tree.nodes.a?.options.map((option) => ({ ...option, id: 'o' })) ?? [];
    const doc = parse({ ...tree, nodes: { a: { ...tree.nodes.a, options } } } as never);
    expect(doc.nodes.a?.options.map((option) => option.id)).toEqual(['o', 'o-2', 'o-3']);
  });
});
