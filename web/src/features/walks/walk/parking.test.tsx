import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import type { Walk } from '@/api/walks';
import { clearDraft, writeDraft } from '@/lib/drafts';
import { show } from '@/test/render';
import { serverForTests } from '@/test/server';
import { ParkDialog } from './ParkDialog';

const server = serverForTests();
const BASE = '*/api/v1/l1/sessions/w';
const walk = { id: 'w', status: 'active', may_act: true, version: 2 } as unknown as Walk;

test('words of what a walk waits on outlast their dialog; they are gone once it is parked', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post(`${BASE}/waiting`, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(walk);
    }),
  );
  const words = () => screen.getByLabelText<HTMLInputElement>(/What are you waiting for/);
  let closed = false;
  const before = show(<ParkDialog walk={walk} onClose={() => {}} />);
  fireEvent.change(words(), { target: { value: 'the vendor, case 4711' } });
  fireEvent.click(screen.getByRole('radio', { name: 'Vendor' }));
  before.unmount();
  const again = show(<ParkDialog walk={walk} onClose={() => (closed = true)} />);
  expect(words().value).toBe('the vendor, case 4711');
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Vendor' }).checked).toBe(true);
  fireEvent.submit(words());
  await waitFor(() => expect(closed).toBe(true));
  expect(sent).toMatchObject([{ waiting_on: 'the vendor, case 4711', waiting_for: 'vendor' }]);
  again.unmount();
  show(<ParkDialog walk={walk} onClose={() => {}} />);
  expect(words().value).toBe('');
});

test('a time that went by meanwhile does not come back with the words', () => {
  writeDraft('park:w', { what: 'the caller', who: 'customer', until: '2020-01-01T09:00' });
  show(<ParkDialog walk={walk} onClose={() => {}} />);
  expect(screen.getByLabelText<HTMLInputElement>(/What are you waiting for/).value).toBe('the caller');
  expect(screen.getByLabelText<HTMLInputElement>(/Until/).value).toBe('');
  clearDraft('park:w');
});

test('words that begin with a number are words; a number and Enter is a time', async () => {
  const sent: unknown[] = [];
  server.use(
    http.post(`${BASE}/waiting`, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(walk);
    }),
  );
  const keys = userEvent.setup();
  const words = () => screen.getByLabelText<HTMLInputElement>(/What are you waiting for/);
  const until = () => screen.getByLabelText<HTMLInputElement>(/Until/);
  let closed = 0;
  const first = show(<ParkDialog walk={walk} onClose={() => (closed += 1)} />);
  await keys.click(words());
  await keys.keyboard('2nd line call back');
  expect(words().value).toBe('2nd line call back');
  expect(until().value).toBe('');
  await keys.clear(words());
  await keys.keyboard('15');
  expect(words().value).toBe('15');
  await keys.clear(words());
  await keys.keyboard('1{Backspace}');
  expect([words().value, until().value]).toEqual(['', '']);
  await keys.keyboard('1{Enter}');
  await waitFor(() => expect(closed).toBe(1));
  expect(sent).toMatchObject([{ waiting_on: 'the caller', waiting_until: expect.any(String) }]);
  first.unmount();
  show(<ParkDialog walk={walk} onClose={() => {}} />);
  await keys.click(words());
  await keys.keyboard('1');
  await keys.tab();
  expect(words().value).toBe('the caller');
  expect(until().value).not.toBe('');
  await keys.tab({ shift: true });
  words().select();
  await keys.keyboard('the vendor');
  expect(words().value).toBe('the vendor');
  expect(until().value).not.toBe('');
  clearDraft('park:w');
});

test('a number fills in that the customer is waited for and marks its time; typing on takes both back', async () => {
  const keys = userEvent.setup();
  show(<ParkDialog walk={walk} onClose={() => {}} />);
  const half = () => screen.getByRole('button', { name: /In 30 minutes/ });
  const checked = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name }).checked;
  await keys.click(screen.getByLabelText(/What are you waiting for/));
  await keys.keyboard('1');
  expect(checked('Customer')).toBe(true);
  expect(half()).toHaveAttribute('aria-pressed', 'true');
  await keys.keyboard('st floor');
  expect(checked('Not said')).toBe(true);
  expect(half()).toHaveAttribute('aria-pressed', 'false');
  fireEvent.click(half());
  expect(half()).toHaveAttribute('aria-pressed', 'true');
  clearDraft('park:w');
});
