import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { NodeServed, Walk } from '@/api/walks';
import { show } from '@/test/render';
import { Leaf } from './Leaf';

const node = { id: 'end', type: 'escalation', text: 'Hand over.', options: [] } as unknown as NodeServed;
const walk = { id: 'w', status: 'active', may_act: true, taken_over_at: null } as unknown as Walk;
const taken = { ...walk, taken_over_at: '2026-11-21T12:00:00Z' } as Walk;

test.each([
  ['first line escalates', walk, node, ['Escalate', 'Resolve']],
  ['whoever took it over resolves', taken, node, ['Resolve', 'Escalate']],
  [
    'at a resolution anybody resolves',
    walk,
    { ...node, type: 'resolution' } as NodeServed,
    ['Resolve', 'Escalate'],
  ],
])('at the end of a flow %s', (_, shown, at, names) => {
  show(<Leaf walk={shown} node={at} />);
  const buttons = screen.getAllByRole('button');
  expect(buttons.map((button) => button.textContent?.replace(/[RX]$/, ''))).toEqual(names);
  expect(buttons[0]?.dataset.variant).toBe('filled');
});
