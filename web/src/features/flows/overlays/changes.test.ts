import { describe, expect, it } from 'vitest';
import type { Tree } from '@/api/flows';
import { applied, linesOf, plainOf, withChange, without } from './changes';

const node = (id: string, text: string, options: [string, string, string][] = []) => ({
  id,
  type: options.length ? 'question' : 'resolution',
  text,
  options: options.map(([option, label, next_id]) => ({ id: option, label, next_id })),
  citations: [],
});

const base = {
  root_id: 'a',
  nodes: {
    a: node('a', 'Is it on?', [
      ['y', 'Yes', 'b'],
      ['n', 'No', 'c'],
    ]),
    b: node('b', 'Good.'),
    c: node('c', 'Switch it on.'),
  },
} as unknown as Tree;

describe('putting changes on a flow', () => {
  it('leaves all else as it is', () => {
    const tree = applied(base, { c: { text: 'Press the green button.', options: {} } });
    expect(tree.nodes.c?.text).toBe('Press the green button.');
    expect(tree.nodes.a).toBe(base.nodes.a);
    expect(applied(base, {})).toEqual(base);
  });

  it('leads an answer elsewhere, and as in the flow where that step is gone', () => {
    const led = (next_id: string) => applied(base, { a: { options: { y: { next_id, label: 'Yes!' } } } });
    expect(led('c').nodes.a?.options[0]).toMatchObject({ label: 'Yes!', next_id: 'c' });
    expect(led('gone').nodes.a?.options[0]).toMatchObject({ label: 'Yes!', next_id: 'b' });
  });

  it('passes over steps that the flow has no more', () => {
    expect(applied(base, { gone: { text: 'x', options: {} } })).toEqual(base);
  });
});

describe('editing changes', () => {
  it('takes a step out that changes nothing any more', () => {
    const changes = withChange({}, 'c', { text: 'Press it.', options: {} });
    expect(Object.keys(changes)).toEqual(['c']);
    expect(withChange(changes, 'c', { text: '', options: { y: { label: null } } })).toEqual({});
    expect(without(changes, 'c')).toEqual({});
  });

  it('knows the same changes whatever their order and empty fields', () => {
    const one = { a: { text: 'x', options: {} }, b: { text: 'y', help: null, options: {} } };
    const other = { b: { text: 'y', options: {} }, a: { text: 'x', help: null, options: {} } };
    expect(plainOf(one)).toBe(plainOf(other));
    expect(plainOf(one)).not.toBe(plainOf({ a: one.a }));
  });

  it('says in words where an answer leads', () => {
    expect(linesOf(base, 'a', { options: { y: { next_id: 'c' } } })).toEqual(['Yes → Switch it on.']);
  });
});
