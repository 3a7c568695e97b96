import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { Candidate, IntakeResult } from '@/api/walks';
import { show } from '@/test/render';
import { Choices } from './Choices';

const candidate = (title: string, score: number): Candidate => ({
  flow_id: title,
  flow_proposal_id: null,
  title,
  category: 'Mail',
  score,
  matched_words: ['outlok'],
});
const nothing: Extract<IntakeResult, { outcome: 'out_of_scope' }> = {
  outcome: 'out_of_scope',
  reason: 'None of your flows fits this problem.',
  offers: ['adhoc', 'escalate'],
  rejected: [],
  nearest: [],
  more_words: false,
  still_indexing: 0,
};

function choose(result: Exclude<IntakeResult, { outcome: 'started' }>) {
  const done = { onFlow: vi.fn(), onNoneFit: vi.fn(), onChangeProblem: vi.fn() };
  show(<Choices result={result} busy={false} onAdhoc={vi.fn()} onEscalate={vi.fn()} {...done} />);
  return done;
}

test('where nothing fits the nearest flows are offered, in words and without senseless percentages', () => {
  const { onFlow } = choose({ ...nothing, nearest: [candidate('Outlook', 0.08), candidate('Mail', 0)] });
  expect(screen.getByRole('heading', { name: 'Is it one of these?' })).toBeVisible();
  expect(screen.getByText('None of your flows fits this problem.')).toBeVisible();
  expect(screen.getAllByText(/similar words · Matched: outlok/)).toHaveLength(2);
  expect(screen.queryByText(/%/)).toBeNull();
  expect(screen.queryByRole('button', { name: /None of these/ })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /Outlook/ }));
  expect(onFlow).toHaveBeenCalledWith(expect.objectContaining({ flow_id: 'Outlook' }));
});

test('a flow that may well fit is offered with its chance', () => {
  choose({ outcome: 'suggestions', candidates: [candidate('Outlook', 0.31)], still_indexing: 0 });
  expect(screen.getByText(/possible, 31 %/)).toBeVisible();
});

test('who said too little is asked for more words first, and can go on without a flow', () => {
  const { onChangeProblem } = choose({ ...nothing, more_words: true, reason: 'Too little.' });
  expect(screen.getByRole('heading', { name: 'Write a few words more' })).toBeVisible();
  expect(screen.getByText('Too little.')).toBeVisible();
  expect(screen.getByRole('button', { name: /without a flow/i })).toBeEnabled();
  fireEvent.click(screen.getByRole('button', { name: 'Change the problem' }));
  expect(onChangeProblem).toHaveBeenCalledOnce();
});
