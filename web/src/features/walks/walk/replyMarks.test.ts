import { describe, expect, it } from 'vitest';
import type { NodeServed } from '@/api/walks';
import { evidenceOf, MOST_KEPT, markedByPicture, markedByWords } from './replyMarks';

const node = {
  id: 'light',
  type: 'question',
  text: 'Is the light on?',
  options: [
    { id: 'yes', label: 'Yes', evidence: { kind: 'picture' } },
    { id: 'no', label: 'No', evidence: null },
  ],
} as unknown as NodeServed;

const read = (selected: string | null) => ({
  selected,
  kind: 'reply' as const,
  why: 'they say “no”',
  matched_words: ['no'],
  candidates: [],
});

describe('what a reply marks', () => {
  it('is the answer that was selected, with the reason and the words', () => {
    expect(markedByWords(node, read('no'))).toEqual({
      optionId: 'no',
      label: 'No',
      why: 'they say “no”',
      words: ['no'],
    });
  });

  it('is nothing when nothing is sure, and nothing for an answer that is not there any more', () => {
    expect(markedByWords(node, read(null))).toBeNull();
    expect(markedByWords(node, read('gone'))).toBeNull();
    expect(markedByWords(node, undefined)).toBeNull();
  });

  it('is the only answer that asks for a picture, once a picture is there', () => {
    expect(markedByPicture(node, 'lamp.png', 'why')?.optionId).toBe('yes');
    expect(markedByPicture(node, null, 'why')).toBeNull();
    const both = { ...node, options: node.options.map((one) => ({ ...one, evidence: { kind: 'picture' } })) };
    expect(markedByPicture(both as NodeServed, 'lamp.png', 'why')).toBeNull();
  });
});

describe('what is kept with the step', () => {
  it('says whether it was said or pasted as a proof', () => {
    expect(evidenceOf('no', 'reply', null)).toEqual({ kind: 'reply', value: 'no' });
    expect(evidenceOf('Tray 1: 20 sheets', 'evidence', null)).toEqual({
      kind: 'text',
      value: 'Tray 1: 20 sheets',
    });
  });

  it('is words before a picture, a picture without words, and nothing when there is nothing', () => {
    expect(evidenceOf('no', undefined, 'lamp.png')).toEqual({ kind: 'reply', value: 'no' });
    expect(evidenceOf('', undefined, 'lamp.png')).toEqual({ kind: 'picture', value: 'lamp.png' });
    expect(evidenceOf('', undefined, null)).toBeUndefined();
  });

  it('is no longer than the server takes', () => {
    expect(String(evidenceOf('x'.repeat(MOST_KEPT + 5), 'reply', null)?.value)).toHaveLength(MOST_KEPT);
  });
});
