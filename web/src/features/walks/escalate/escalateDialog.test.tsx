import { fireEvent, screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeAll, expect, test } from 'vitest';
import type { Walk } from '@/api/walks';
import { show } from '@/test/render';
import { serverForTests } from '@/test/server';
import { MessageStack } from '@/ui/MessageStack';
import { notifyDone } from '@/ui/toast';
import { EscalateDialog } from './EscalateDialog';
import { HEADINGS } from './headings';

const server = serverForTests();

// Fields that grow with their text listen for fonts, which this document does not have.
beforeAll(() => void Object.defineProperty(document, 'fonts', { value: new EventTarget() }));

const walk = {
  id: 'w',
  status: 'active',
  may_act: true,
  pictures: [],
  pending_node: {
    id: 'end',
    type: 'escalation',
    text: 'Hand over to the second line.',
    reason: 'Not solved by the steps so far.',
    hand_over: 'the sign-in name',
    options: [],
  },
} as unknown as Walk;

test('what to give along is said above the headings, and that nobody was told is left to the walk’s page', async () => {
  const filled = Object.fromEntries(HEADINGS.map((heading) => [heading, 'x']));
  server.use(
    http.get('*/api/v1/l1/sessions/w/package', () =>
      HttpResponse.json({ package: filled, missing: [], default_recipients: [] }),
    ),
    http.get('*/api/v1/users/directory', () => HttpResponse.json({ items: [], next: null })),
    http.get('*/api/v1/me', () => HttpResponse.json({ id: 'me', name: 'Tess', permissions: [] })),
    http.post('*/api/v1/l1/sessions/w/escalate', () =>
      HttpResponse.json({ ...walk, status: 'escalated', warning: 'Nobody is told.' }),
    ),
  );
  let closed = false;
  show(
    <>
      <MessageStack />
      <EscalateDialog walk={walk} onClose={() => (closed = true)} />
    </>,
  );
  expect(await screen.findByText('To be handed over: the sign-in name')).toBeVisible();
  expect(screen.getByLabelText(/Why it is handed over/)).toHaveValue('Not solved by the steps so far.');
  fireEvent.click(screen.getByRole('button', { name: 'Escalate' }));
  await waitFor(() => expect(closed).toBe(true));
  notifyDone('Whatever is said next.');
  expect(await screen.findByText('Whatever is said next.')).toBeVisible();
  expect(screen.queryByText('Nobody is told.')).toBeNull();
});

test('what is still empty is said before it goes; sending once more sends it so, without a reason made up', async () => {
  const filled = Object.fromEntries(HEADINGS.map((heading) => [heading, 'x']));
  const sent: unknown[] = [];
  server.use(
    http.get('*/api/v1/l1/sessions/w/package', () =>
      HttpResponse.json({
        package: { ...filled, current_hypothesis: '' },
        missing: [],
        default_recipients: [],
      }),
    ),
    http.get('*/api/v1/users/directory', () => HttpResponse.json({ items: [], next: null })),
    http.get('*/api/v1/me', () => HttpResponse.json({ id: 'me', name: 'Tess', permissions: [] })),
    http.post('*/api/v1/l1/sessions/w/escalate', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...walk, status: 'escalated', warning: null });
    }),
  );
  let closed = false;
  show(<EscalateDialog walk={walk} onClose={() => (closed = true)} />);
  const send = await screen.findByRole('button', { name: /Escalate anyway/ });
  fireEvent.click(send);
  const why = screen.getByLabelText(/Why it goes on with gaps/);
  expect(why).toHaveFocus();
  expect(why).not.toBeRequired();
  expect(screen.getByText(/or send once more/)).toBeVisible();
  expect(sent).toEqual([]);
  fireEvent.click(send);
  await waitFor(() => expect(closed).toBe(true));
  expect(sent).toMatchObject([{ override_reason: null }]);
});
