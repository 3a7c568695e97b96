import { describe, expect, it } from 'vitest';
import type { NodeServed, PathStep } from '@/api/walks';
import { resolutionDraft } from './resolution';

const leaf: NodeServed = {
  id: 'n1',
  type: 'resolution',
  text: 'The spooler was restarted.',
  notes: 'Queue was stuck.',
  options: [],
} as unknown as NodeServed;
const step = { question: 'Is the queue stuck?', answer: 'Yes' } as unknown as PathStep;

describe('resolutionDraft', () => {
  it('says what the reached resolution says, without its notes to the technician', () => {
    const words = resolutionDraft({
      pending_node: leaf,
      walked_path: [step],
      walk_notes: [],
      session_kind: 'flow',
    });
    expect(words).toBe('The spooler was restarted.');
  });

  it('is the notes of a walk without a flow', () => {
    const words = resolutionDraft({
      pending_node: null,
      walked_path: [],
      walk_notes: ['Swapped the cable'],
      session_kind: 'adhoc',
    });
    expect(words).toBe('Swapped the cable');
  });

  it('is the action at hand, which helped, and not the question before it', () => {
    const action = { ...leaf, type: 'action', text: 'Have the person open the slider.' } as NodeServed;
    const words = resolutionDraft({
      pending_node: action,
      walked_path: [step],
      walk_notes: [],
      session_kind: 'ai_build',
    });
    expect(words).toBe('Have the person open the slider.');
  });

  it('starts from the last answer in the middle of a flow', () => {
    const question = { ...leaf, type: 'question' } as NodeServed;
    const words = resolutionDraft({
      pending_node: question,
      walked_path: [step],
      walk_notes: [],
      session_kind: 'flow',
    });
    expect(words).toBe('Is the queue stuck? Yes.');
  });
});
