import { describe, expect, it } from 'vitest';
import { notesAsText, textAsNotes } from './notes';

describe('notes of a walk', () => {
  it('come back as they were typed', () => {
    const typed = 'first line\n\n  second line ';
    expect(notesAsText(textAsNotes(typed))).toBe(typed);
  });

  it('are an empty list when nothing is typed', () => {
    expect(textAsNotes('')).toEqual([]);
  });

  it('made by a program as objects with text are shown too; anything else is left out', () => {
    expect(notesAsText(['a', { text: 'b' }, 7, { at: 1 }])).toBe('a\nb');
  });
});
