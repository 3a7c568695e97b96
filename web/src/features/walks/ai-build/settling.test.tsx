import { fireEvent, screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import * as me from '@/api/me';
import type { StepReport } from '@/api/stepReports';
import type { Walk } from '@/api/walks';
import { show } from '@/test/render';
import { serverForTests } from '@/test/server';
import { Settling } from './Settling';

const server = serverForTests();
const walk = { id: 'w' } as Walk;
const open = { id: 'r', state: 'open', done_by: null, done_note: null } as StepReport;
const done = { ...open, state: 'done', done_by: 'Eva', done_note: 'Added to a flow' } as StepReport;

function asWhoEdits(edits: boolean): void {
  vi.spyOn(me, 'useMay').mockReturnValue(edits);
}

test('who edits flows marks a report on a made step as done with a note, and puts it back', async () => {
  asWhoEdits(true);
  const sent: unknown[] = [];
  server.use(
    http.post('*/api/v1/l1/sessions/w/step-reports/r/done', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(done);
    }),
    http.post('*/api/v1/l1/sessions/w/step-reports/r/reopen', () => {
      sent.push('reopen');
      return HttpResponse.json(open);
    }),
  );
  const before = show(<Settling walk={walk} report={open} />);
  fireEvent.click(screen.getByRole('button', { name: 'Mark as done' }));
  fireEvent.change(screen.getByLabelText(/What was done/), { target: { value: ' Added to a flow ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Mark as done' }));
  await waitFor(() => expect(sent).toEqual([{ note: 'Added to a flow' }]));
  before.unmount();
  show(<Settling walk={walk} report={done} />);
  expect(screen.getByText('Done by Eva: Added to a flow')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Put back to do' }));
  await waitFor(() => expect(sent.at(-1)).toBe('reopen'));
});

test('a technician reads what became of it and is offered nothing', () => {
  asWhoEdits(false);
  show(<Settling walk={walk} report={open} />);
  expect(screen.queryByRole('button')).toBeNull();
  show(<Settling walk={walk} report={done} />);
  expect(screen.getByText('Done by Eva: Added to a flow')).toBeVisible();
  expect(screen.queryByRole('button')).toBeNull();
});
