import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Walk } from '@/api/walks';
import { show } from '@/test/render';
import { Notice } from './Notice';
import { walkWith } from './testWalk';

test('the notice names who makes the steps, and calls the playbook no AI', () => {
  const playbook = { source: 'playbook', label: 'Built-in playbook, no AI', calls: 0, cost: 0 };
  show(<Notice walk={walkWith('w', {}, playbook)} />);
  const notice = screen.getByRole('note');
  expect(notice).toHaveTextContent('These steps are from the built-in library, which people wrote.');
  expect(notice).not.toHaveTextContent('A model');
  expect(notice).toHaveTextContent('Steps byBuilt-in playbook, no AI11 of 12 questions left');
  expect(notice).not.toHaveTextContent('$');
});

test('a technician reads what leaves, and that nothing does where the playbook leads', () => {
  const playbook = {
    source: 'playbook',
    label: 'Built-in playbook, no AI',
    sends: 'nothing',
    cost: 0,
    calls: 0,
  };
  const all = show(<Notice walk={walkWith('w', {}, { state: 'ready' })} />);
  expect(screen.getByRole('note')).toHaveTextContent(
    'Sent to it: the problem, your answers and their notes.',
  );
  all.unmount();
  const less = show(<Notice walk={walkWith('w', {}, { state: 'ready', sends: 'answers' })} />);
  expect(screen.getByRole('note')).toHaveTextContent('The problem and your notes stay here.');
  less.unmount();
  show(<Notice walk={walkWith('w', {}, { state: 'ready', ...playbook })} />);
  expect(screen.getByRole('note')).not.toHaveTextContent('Sent to it');
});

test('once the walk has ended it says no more how many questions are left', () => {
  show(<Notice walk={walkWith('w', { status: 'resolved' }, { state: 'ended' })} />);
  expect(screen.getByRole('note')).not.toHaveTextContent('left');
  expect(screen.getByRole('note')).toHaveTextContent('$0.0001 so far (1 call)');
});

test('a notice says who made the steps, and warns only while a walk with a model’s steps goes on', () => {
  const playbook = {
    state: 'ready',
    source: 'playbook',
    label: 'Built-in playbook, no AI',
    sends: 'nothing',
  };
  const path = { walked_path: [{ made_by: 'model' }] };
  const words = (walk: Walk): string => {
    const { unmount } = show(<Notice walk={walk} />);
    const text = screen.getByRole('note').textContent ?? '';
    unmount();
    return text;
  };
  expect(words(walkWith('w', {}, { state: 'ready' }))).toContain('A model made these steps, and nobody has');
  expect(words(walkWith('w', path, playbook))).toContain('A model made some of these steps, and nobody has');
  const ended = words(walkWith('w', { status: 'resolved' }, { state: 'ended' }));
  expect(ended).toContain('A model made these steps.');
  expect(ended).not.toMatch(/judgement|reviewed/);
  expect(words(walkWith('w', { status: 'resolved' }, { ...playbook, state: 'ended' }))).not.toMatch(
    /A model/,
  );
});
