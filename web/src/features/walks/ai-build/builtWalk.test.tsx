import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeAll, expect, test } from 'vitest';
import type { NodeServed } from '@/api/walks';
import { listenForKeys } from '@/lib/keys/listen';
import { show } from '@/test/render';
import { problem, serverForTests } from '@/test/server';
import { theme } from '@/ui/theme';
import type { Stepping } from '../walk/useStepping';
import { NOTES_FIELD } from '../walk/useWalkKeys';
import { BuiltWalk } from './BuiltWalk';
import { Citations } from './Citations';
import { walkWith } from './testWalk';

const server = serverForTests();
const NEXT = '*/api/v1/l1/sessions/w/next-node';

// Fields that grow with their text listen for fonts, which this document does not have.
beforeAll(() => void Object.defineProperty(document, 'fonts', { value: new EventTarget() }));

const idle = { standing: undefined, slow: false, busy: false } as unknown as Stepping;

/** What was asked of `next-node`, with the keys; nothing is made, but not before `letGo` is called. */
function asking(): { sources: unknown[]; keys: (string | null)[]; letGo: () => void } {
  const asked = { sources: [] as unknown[], keys: [] as (string | null)[], letGo: () => {} };
  server.use(
    http.post(NEXT, async ({ request }) => {
      asked.sources.push(((await request.json()) as { source: unknown }).source);
      asked.keys.push(request.headers.get('idempotency-key'));
      await new Promise<void>((done) => {
        asked.letGo = done;
      });
      return problem(502, 'step_not_made', { detail: `Nothing came at try ${asked.keys.length}.` });
    }),
  );
  return asked;
}

test('each press asks anew under a key of its own, and what is tried says itself', async () => {
  const stop = listenForKeys();
  const asked = asking();
  show(<BuiltWalk walk={walkWith('w')} stepping={idle} />);
  expect(await screen.findByRole('alert')).toHaveTextContent('Too much to do just now');
  fireEvent.keyDown(document.body, { key: 't' });
  expect(await screen.findByRole('heading', { name: 'Working out the next question…' })).toHaveFocus();
  await waitFor(() => expect(asked.keys).toHaveLength(1));
  asked.letGo();
  expect(await screen.findByRole('alert')).toHaveTextContent('Nothing came at try 1.');
  fireEvent.keyDown(document.body, { key: 'b' });
  const byPlaybook = 'Looking for the next question in the playbook…';
  expect(await screen.findByRole('heading', { name: byPlaybook })).toHaveFocus();
  await waitFor(() => expect(asked.keys).toHaveLength(2));
  asked.letGo();
  expect(await screen.findByRole('alert')).toHaveTextContent('Nothing came at try 2.');
  expect(asked.sources).toEqual([null, 'playbook']);
  expect(new Set(asked.keys).size).toBe(2);
  stop();
});

test('only ways that are open are offered, and the moment when the plan begins anew is said', () => {
  const spent = { may_try_again: false, playbook_may_go_on: false, resets_at: '2026-12-01T00:00:00Z' };
  show(<BuiltWalk walk={walkWith('w', {}, spent)} stepping={idle} />);
  expect(screen.queryByRole('button', { name: /Try again|playbook/ })).toBeNull();
  expect(screen.getByRole('alert')).toHaveTextContent(/The plan begins anew .*2026/);
  expect(screen.getByRole('button', { name: 'Escalate' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Resolve' })).toBeVisible();
});

test('whoever only reads the walk is offered nothing', () => {
  show(<BuiltWalk walk={walkWith('w', { may_act: false })} stepping={idle} />);
  expect(screen.queryByRole('button')).toBeNull();
});

test('going on with notes leaves the other ways open, also when one comes back to the walk', async () => {
  const place = (
    <>
      <BuiltWalk walk={walkWith('n')} stepping={idle} />
      <textarea id={NOTES_FIELD} aria-label="Notes" />
    </>
  );
  const before = show(place);
  fireEvent.click(screen.getByRole('button', { name: 'Go on with notes only' }));
  await waitFor(() => expect(screen.getByLabelText('Notes')).toHaveFocus());
  expect(screen.getByRole('heading', { name: 'Going on with notes' })).toBeVisible();
  expect(screen.queryByRole('alert')).toBeNull();
  before.unmount();
  show(place);
  expect(screen.getByRole('heading', { name: 'Going on with notes' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('what comes by itself takes the focus, but not from whoever writes notes', () => {
  const before = show(<BuiltWalk walk={walkWith('w', {}, { state: 'making' })} stepping={idle} />);
  expect(screen.getByRole('heading', { name: 'Working out the next question…' })).toHaveFocus();
  before.unmount();
  const Page = ({ state }: { state: string }) => (
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={new QueryClient()}>
        <textarea aria-label="Notes" />
        <BuiltWalk walk={walkWith('w', {}, { state })} stepping={idle} />
      </QueryClientProvider>
    </MantineProvider>
  );
  const page = render(<Page state="making" />);
  screen.getByLabelText('Notes').focus();
  page.rerender(<Page state="stuck" />);
  expect(screen.getByRole('heading', { name: 'The next question could not be worked out' })).toBeVisible();
  expect(screen.getByLabelText('Notes')).toHaveFocus();
});

test('a step names the knowledge that it leans on, and one without says nothing', () => {
  const citations = [{ source: 'Printer offline', passage: 'Restart the spooler first.' }];
  const cited = show(<Citations node={{ citations } as unknown as NodeServed} />);
  expect(screen.getByText('From your own knowledge')).toBeVisible();
  expect(screen.getByRole('listitem')).toHaveTextContent('Printer offlineRestart the spooler first.');
  cited.unmount();
  show(<Citations node={{} as unknown as NodeServed} />);
  expect(screen.queryByText('From your own knowledge')).toBeNull();
});

const step = {
  id: 'n1',
  type: 'action',
  text: 'Open the menu Extras.',
  options: [{ id: 'o1', label: 'Done' }],
  made_by: 'model',
};
const wrong = { code: 'said_wrong', detail: 'This step was reported as wrong and is not given again.' };

test('beside a step that was reported as wrong another one is a key away, and its answers stay', async () => {
  const stop = listenForKeys();
  const asked = asking();
  const walk = walkWith('w', { pending_node: step }, { state: 'ready', trouble: wrong });
  show(<BuiltWalk walk={walk} stepping={idle} />);
  expect(await screen.findByText(wrong.detail)).toBeVisible();
  expect(screen.getByRole('button', { name: /Done/ })).toBeEnabled();
  fireEvent.keyDown(document.body, { key: 'a' });
  await waitFor(() => expect(asked.sources).toEqual([null]));
  expect(await screen.findByRole('heading', { name: 'Working out the next question…' })).toBeVisible();
  asked.letGo();
  expect(await screen.findByText('Nothing came at try 1.')).toBeVisible();
  stop();
});

test('that the playbook took over from a model is said, with nothing to press', () => {
  const trouble = { code: 'repeated', detail: 'The model repeated a step.' };
  const ready = { state: 'ready', trouble, may_try_again: false, playbook_may_go_on: false };
  show(<BuiltWalk walk={walkWith('w', { pending_node: step }, ready)} stepping={idle} />);
  expect(screen.getByText(trouble.detail)).toBeVisible();
  expect(screen.queryByRole('button', { name: /Another step|playbook/ })).toBeNull();
});

test.each([
  ['its own walk', 'me', 1],
  ['the walk of somebody else', 'other', 0],
])(
  'a step that was lost with its server is asked for again by itself, once, by %s',
  async (_, whose, times) => {
    const asked = asking();
    server.use(http.get('*/api/v1/me', () => HttpResponse.json({ id: 'me', permissions: [] })));
    const lost = { code: 'lost', detail: 'The server stopped while the step was being made.' };
    const more = { created_by: { id: whose, name: 'Ada' }, assigned_to: null };
    const walk = { ...walkWith('w', more, { trouble: lost }), version: whose === 'me' ? 71 : 72 };
    show(<BuiltWalk walk={walk} stepping={idle} />);
    await act(() => new Promise((done) => setTimeout(done, 100)));
    expect(asked.keys).toHaveLength(times);
    if (times === 0) return;
    asked.letGo();
    expect(await screen.findByText('Nothing came at try 1.')).toBeVisible();
    await act(() => new Promise((done) => setTimeout(done, 100)));
    expect(asked.keys).toHaveLength(1);
  },
);

test.each([
  ['budget', true, true, /Go on with the playbook/],
  ['misconfigured', true, false, /^Escalate/],
  ['quota_spent', false, true, /Go on with the playbook/],
  ['quota_spent', false, false, /^Escalate/],
  ['overloaded', true, true, /^Try again/],
])('after %s (again: %s, playbook: %s) what helps most is the main way on', (code, again, playbook, main) => {
  const trouble = { code, detail: 'It came to nothing.' };
  const made = { trouble, may_try_again: again, playbook_may_go_on: playbook };
  show(<BuiltWalk walk={walkWith('w', {}, made)} stepping={idle} />);
  const filled = screen.getAllByRole('button').filter((one) => one.dataset.variant === 'filled');
  expect(filled.map((one) => one.textContent)).toEqual([expect.stringMatching(main)]);
  expect(screen.getAllByRole('button')[0]).toBe(filled[0]);
  expect(screen.queryAllByRole('button', { name: /Try again/ })).toHaveLength(again ? 1 : 0);
});
