import { describe, expect, it } from 'vitest';
import { mergeNotes } from './mergeNotes';

describe('notes of two people put together', () => {
  it.each([
    ['both began with the same lines', 'a\nb\nmine', 'a\nb\ntheirs', 'a\nb\ntheirs\nmine'],
    ['mine is all in theirs', 'a', 'a\nb', 'a\nb'],
    ['theirs is empty', 'mine', '', 'mine'],
    ['mine is empty', '', 'theirs\n', 'theirs'],
    ['a line stands twice in mine', 'ping\nping', 'ping', 'ping\nping'],
    ['only blanks differ', '  a  \n\n', 'a', 'a'],
  ])('hold every line once when %s', (_, mine, theirs, both) => {
    expect(mergeNotes(mine, theirs)).toBe(both);
  });
});
