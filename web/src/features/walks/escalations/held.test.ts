import { describe, expect, it } from 'vitest';
import { merged } from './held';

const rows = (...ids: string[]) => ids.map((id) => ({ id }));
const kept = (before: string[], now: string[]) =>
  merged(rows(...before), rows(...now)).kept.map((one) => (one.gone ? `${one.row.id} gone` : one.row.id));
const fresh = (before: string[], now: string[]) =>
  merged(rows(...before), rows(...now)).fresh.map((row) => row.id);

describe('a list that is being read', () => {
  it('shows everything at first', () => {
    expect(kept([], ['a', 'b'])).toEqual(['a', 'b']);
    expect(fresh([], ['a', 'b'])).toEqual([]);
  });

  it('keeps new ones back, so that no row moves', () => {
    expect(kept(['a', 'b'], ['new', 'a', 'b'])).toEqual(['a', 'b']);
    expect(fresh(['a', 'b'], ['new', 'a', 'b'])).toEqual(['new']);
  });

  it('keeps the place of one that left', () => {
    expect(kept(['a', 'b', 'c'], ['a', 'c'])).toEqual(['a', 'b gone', 'c']);
  });

  it('adds a further page at the end', () => {
    expect(kept(['a', 'b'], ['a', 'b', 'c', 'd'])).toEqual(['a', 'b', 'c', 'd']);
  });

  it('does all of it at once', () => {
    expect(kept(['a', 'b', 'c'], ['new', 'a', 'c', 'd'])).toEqual(['a', 'b gone', 'c', 'd']);
    expect(fresh(['a', 'b', 'c'], ['new', 'a', 'c', 'd'])).toEqual(['new']);
  });

  it('keeps what stands when nothing of it is left', () => {
    expect(kept(['a'], ['x', 'y'])).toEqual(['a gone']);
    expect(fresh(['a'], ['x', 'y'])).toEqual(['x', 'y']);
  });

  it('shows a row as it is now', () => {
    const before = [{ id: 'a', words: 'old' }];
    expect(merged(before, [{ id: 'a', words: 'new' }]).kept[0]?.row.words).toBe('new');
  });
});
