import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeAll, expect, test } from 'vitest';
import type { Walk } from '@/api/walks';
import { show } from '@/test/render';
import { problem, serverForTests } from '@/test/server';
import { MessageStack } from '@/ui/MessageStack';
import { theme } from '@/ui/theme';
import { JoinBar } from './JoinBar';
import { useOffers } from './offers';
import { Pictures } from './Pictures';
import { StepWrong } from './StepWrong';
import { SwitchFlow } from './SwitchFlow';

const server = serverForTests();

// Fields that grow with their text listen for fonts, which this document does not have.
beforeAll(() => void Object.defineProperty(document, 'fonts', { value: new EventTarget() }));
const BASE = '*/api/v1/l1/sessions/w';

const walk = {
  id: 'w',
  status: 'active',
  may_act: true,
  flow_id: 'here',
  problem_text: 'No paper comes out',
  pending_node: { id: 'paper', type: 'question', text: 'Is there paper in it?', options: [] },
  stopped_at: null,
  walked_path: [{ step_no: 1, node_id: 'power', question: 'Is it on?', answer: 'Yes', option_id: 'yes' }],
  switches: [],
  step_count: 1,
  version: 2,
  pictures: [],
} as unknown as Walk;

function pasted(files: readonly File[], words = ''): Event {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  return Object.assign(event, { clipboardData: { files, getData: () => words } });
}

function picture(name: string, size = 8): File {
  return new File([new Uint8Array(size)], name, { type: 'image/png' });
}

/** Notes what is added to the walk. */
function added(): URLSearchParams[] {
  const found: URLSearchParams[] = [];
  server.use(
    http.post(`${BASE}/attachments`, ({ request }) => {
      found.push(new URL(request.url).searchParams);
      return HttpResponse.json({ id: 'p', name: 'x' });
    }),
  );
  return found;
}

test('a picture pasted anywhere goes to the notes, one pasted beside the hand-over goes there', async () => {
  const sent = added();
  show(
    <>
      <Pictures walk={walk} />
      <div data-picture-place="hand_over">
        <input aria-label="Reason" />
      </div>
    </>,
  );
  act(() => void document.body.dispatchEvent(pasted([picture('Error.png')])));
  await waitFor(() => expect(sent).toHaveLength(1));
  act(() => void screen.getByLabelText('Reason').dispatchEvent(pasted([picture('image.png')])));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent.map((one) => one.get('place'))).toEqual(['note', 'hand_over']);
  expect(sent[0]?.get('name')).toBe('Error.png');
  expect(sent[1]?.get('name')).toMatch(/^Screenshot /);
});

test('words that come with a picture of themselves stay words, and nothing is added', () => {
  const sent = added();
  show(<Pictures walk={walk} />);
  const event = pasted([picture('cells.png')], 'A1');
  document.body.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(false);
  expect(sent).toEqual([]);
});

test('a picture over 10 MB is not sent at all', async () => {
  const sent = added();
  show(<Pictures walk={walk} />);
  const large = picture('large.png');
  Object.defineProperty(large, 'size', { value: 10 * 1_048_576 + 1 });
  document.body.dispatchEvent(pasted([large]));
  await act(() => new Promise((done) => setTimeout(done, 20)));
  expect(sent).toEqual([]);
});

test('a walk that ended takes nothing in, and shows what it has without a way to take it away', () => {
  const sent = added();
  const ended = { ...walk, status: 'resolved', pictures: [{ id: 'p', name: 'Error.png', place: 'note' }] };
  show(<Pictures walk={ended as unknown as Walk} />);
  document.body.dispatchEvent(pasted([picture('late.png')]));
  expect(screen.getByAltText('Error.png').getAttribute('src')).toBe(
    '/api/v1/l1/sessions/w/attachments/p?size=thumb',
  );
  expect(screen.queryByRole('button')).toBeNull();
  expect(sent).toEqual([]);
});

test('the step at hand is reported as wrong, or an answered one by its number', async () => {
  const sent: unknown[] = [];
  server.use(
    http.get(`${BASE}/step-reports`, () => HttpResponse.json({ items: [] })),
    http.post(`${BASE}/step-reports`, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({}, { status: 201 });
    }),
  );
  show(<StepWrong walk={walk} onClose={() => {}} />);
  const dialog = await screen.findByRole('dialog');
  fireEvent.change(within(dialog).getByLabelText(/What is wrong/), { target: { value: ' Old name ' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toEqual({ node_id: 'paper', step_no: null, text: 'Old name', should_say: null });
});

test('of a step that was made for the walk it is said that it stands with the walk', async () => {
  server.use(http.get(`${BASE}/step-reports`, () => HttpResponse.json({ items: [] })));
  const built = { ...walk, session_kind: 'ai_build', flow_id: null } as unknown as Walk;
  show(<StepWrong walk={built} onClose={() => {}} />);
  expect(await screen.findByText(/Your engineers see it with this walk/)).toBeVisible();
});

test('a half-written report is there when its dialog is opened again, and gone once it is sent', async () => {
  server.use(
    http.get(`${BASE}/step-reports`, () => HttpResponse.json({ items: [] })),
    http.post(`${BASE}/step-reports`, () => HttpResponse.json({}, { status: 201 })),
  );
  const words = () => screen.getByLabelText<HTMLTextAreaElement>(/What is wrong/);
  let closed = false;
  const before = show(<StepWrong walk={walk} onClose={() => {}} />);
  fireEvent.change(words(), { target: { value: 'The menu has mo' } });
  before.unmount();
  const again = show(<StepWrong walk={walk} onClose={() => (closed = true)} />);
  expect(words().value).toBe('The menu has mo');
  fireEvent.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(closed).toBe(true));
  again.unmount();
  show(<StepWrong walk={walk} onClose={() => {}} />);
  expect(words().value).toBe('');
});

test('Enter goes on with the first flow that fits, which is never the one that is walked', async () => {
  const sent: unknown[] = [];
  const flows = [
    { flow_id: 'here', title: 'Printer', category: null },
    { flow_id: 'there', title: 'Paper jam', category: 'Printing' },
  ];
  server.use(
    http.post('*/api/v1/flows/match', () => HttpResponse.json({ candidates: flows })),
    http.get('*/api/v1/flows', () => HttpResponse.json({ items: [], next: null })),
    http.post(`${BASE}/switch`, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...walk, flow_title: 'Paper jam' });
    }),
  );
  let closed = false;
  show(<SwitchFlow walk={walk} onClose={() => (closed = true)} />);
  expect(await screen.findByRole('button', { name: /Paper jam/ })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Printer' })).toBeNull();
  fireEvent.submit(screen.getByLabelText('Search flows'));
  await waitFor(() => expect(closed).toBe(true));
  expect(sent).toEqual([{ flow_id: 'there' }]);
});

function Offering({ walk: shown }: { walk: Walk }) {
  useOffers(shown);
  return null;
}

const switched = {
  ...walk,
  flow_title: 'Paper jam',
  version: 3,
  switches: [{ after_step: 1 }],
} as unknown as Walk;

/** Goes on with another flow, as the walk's page then shows it; `back` is what the server says to undoing it. */
async function onAnotherFlow(back: () => Response) {
  server.use(
    http.post('*/api/v1/flows/match', () =>
      HttpResponse.json({ candidates: [{ flow_id: 'there', title: 'Paper jam' }] }),
    ),
    http.get('*/api/v1/flows', () => HttpResponse.json({ items: [], next: null })),
    http.post(`${BASE}/switch`, () => HttpResponse.json(switched)),
    http.post(`${BASE}/back`, back),
  );
  const page = (shown: Walk, dialog: boolean) => (
    <>
      <MessageStack />
      <Offering walk={shown} />
      {dialog && <SwitchFlow walk={walk} onClose={() => {}} />}
    </>
  );
  const { client, rerender } = show(page(walk, true));
  await screen.findByRole('button', { name: /Paper jam/ });
  fireEvent.submit(screen.getByLabelText('Search flows'));
  await screen.findByText('Now on “Paper jam”');
  const turnTo = (shown: Walk | null): void =>
    rerender(
      <MantineProvider theme={theme} env="test">
        <QueryClientProvider client={client}>
          {shown ? page(shown, false) : <MessageStack />}
        </QueryClientProvider>
      </MantineProvider>,
    );
  turnTo(switched);
  return turnTo;
}

test.each([
  ['the walk stepped back', walk],
  ['the walk was resolved', { ...switched, status: 'resolved' } as Walk],
  ['one left the walk', null],
])('the offer to undo a switch is gone once %s', async (_, then) => {
  const turnTo = await onAnotherFlow(() => HttpResponse.json(walk));
  expect(screen.getByText('Now on “Paper jam”')).toBeVisible();
  turnTo(then);
  await waitFor(() => expect(screen.queryByText('Now on “Paper jam”')).toBeNull());
});

test('an undo that is refused says so, though its dialog is long gone', async () => {
  await onAnotherFlow(() => problem(409, 'walk_moved_on'));
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('Why, and what to do.')).toBeVisible();
});

test('who else has the walk open is named', async () => {
  const others = [{ id: 'k', name: 'Kim' }];
  server.use(http.post(`${BASE}/here`, () => HttpResponse.json({ others, version: 2, notes_version: 1 })));
  show(<JoinBar walk={walk} />);
  expect(await screen.findByText('Kim has this walk open too.')).toBeTruthy();
});
