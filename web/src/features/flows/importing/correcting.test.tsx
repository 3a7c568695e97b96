import { act, renderHook, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { ImportItem } from '@/api/flowImports';
import { flowCategoriesQuery } from '@/api/flows';
import { show } from '@/test/render';
import { CorrectItem } from './CorrectItem';
import { asSent, leftOutOf, useCorrecting } from './useCorrecting';

const ITEM: ImportItem = {
  position: 2,
  name: 'a.md',
  format: 'walkthrough',
  first_line: 1,
  title: 'Guide',
  outcome: 'made',
  problem: null,
  findings: [],
  node_count: 2,
  flow_id: null,
};

it('sends what was changed, and of a flow that is left out only that', () => {
  const { result } = renderHook(useCorrecting);
  act(() => result.current.correct(1, { title: ' Badge ' }));
  act(() => result.current.correct(1, { category: 'Doors' }));
  act(() => result.current.correct(2, { title: '  ' }));
  act(() => result.current.correct(3, { title: 'Not needed' }));
  act(() => result.current.leaveOut(3, 'made'));
  act(() => result.current.leaveOut(4, 'refused'));
  expect(asSent(result.current)).toEqual({
    corrections: [{ position: 1, title: 'Badge', category: 'Doors' }],
    leave_out: [3, 4],
  });
  expect(leftOutOf(result.current.leftOut, 'made', 'updated')).toBe(1);
  act(() => result.current.takeIn(3));
  expect(asSent(result.current).leave_out).toEqual([4]);
});

it('quotes a line of the file that it is of, and none where two files have one name', () => {
  const { result } = renderHook(useCorrecting);
  act(() =>
    result.current.begin([
      { name: 'a.md', content: 'one\r\ntwo', format: null },
      { name: 'b.md', content: 'x', format: null },
      { name: 'b.md', content: 'y', format: null },
    ]),
  );
  expect(result.current.lineOf('a.md', 2)).toBe('two');
  expect(result.current.lineOf('a.md', 3)).toBeUndefined();
  expect(result.current.lineOf('b.md', 1)).toBeUndefined();
});

function Trial({ item }: { item: ImportItem }) {
  return <CorrectItem item={item} correcting={useCorrecting()} />;
}

it('is corrected and left out by keyboard, each button named by its flow', async () => {
  const { client } = show(<Trial item={ITEM} />);
  client.setQueryData(flowCategoriesQuery.queryKey, []);
  await userEvent.tab();
  expect(screen.getByRole('button', { name: 'Correct: Guide' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await userEvent.type(screen.getByLabelText('Title'), ' to badges');
  expect(screen.getByRole('button', { name: 'Leave out: Guide to badges' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Leave out: Guide to badges' }));
  await userEvent.click(screen.getByRole('button', { name: 'Take it in again: Guide to badges' }));
  expect(screen.getByRole('button', { name: 'Correct: Guide to badges' })).toBeVisible();
});

it('one that can’t be taken in can only be left out', () => {
  show(<Trial item={{ ...ITEM, outcome: 'refused', title: null }} />);
  expect(screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual([
    'Leave out: a.md',
  ]);
});
