import type { Page } from '@playwright/test';
import { isAsked } from './harness/asked';
import { flowNamed, takeIn } from './harness/desk';
import { picture } from './harness/look';
import { emailOf, PASSWORD } from './harness/people';
import { expect, test } from './harness/test';

test.use({ installation: 'offline' });

const FIRST = 'Does only one person have it, or several?';
const SECOND = 'Does the mailbox open in the browser at outlook.office.com?';

/** Waits until the browser has all files of the app, and what was read of `kept`. */
async function untilKept(page: Page, ...kept: string[]): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state ?? 'none'))
    .toBe('activated');
  const names = () =>
    page.evaluate(async () => {
      const store = await caches.open('rf-last-seen');
      return (await store.keys()).map((one) => decodeURIComponent(new URL(one.url).pathname));
    });
  await expect.poll(names).toEqual(expect.arrayContaining(kept.map((one) => `/last-seen/${one}`)));
}

test('without a connection the walk opens again with what was typed, and sends it once it is back', async ({
  desk,
  pageOf,
}) => {
  const { api } = desk.newcomer;
  const flow = flowNamed(desk.flows, 'Outlook');
  const { id } = await takeIn(api, 'Outlook on the night train', flow);
  const page = await pageOf(desk.newcomer, { shellKept: true });
  await page.goto(`/walks/${id}`);
  await isAsked(page, FIRST);
  await untilKept(page, 'me', 'open', `walk:${id}`);
  await page.context().setOffline(true);
  await expect(page.getByText(/^No connection/)).toBeVisible();
  const notes = page.getByRole('textbox', { name: 'Notes', exact: true });
  await notes.fill('Typed in the tunnel');
  await page.getByRole('button', { name: 'One person' }).click();
  await expect(page.getByText(/“One person” is not sent yet/)).toBeVisible();

  await page.reload();
  await expect(page.getByText(/^No connection/)).toBeVisible();
  await expect(page.getByRole('heading', { name: FIRST })).toBeVisible();
  await expect(page.getByText(/“One person” is not sent yet/)).toBeVisible();
  await expect(notes).toHaveValue('Typed in the tunnel');
  await picture(page, 'offline-walk');

  await page.context().setOffline(false);
  await isAsked(page, SECOND);
  await expect(page.getByText(/^No connection/)).toHaveCount(0);
  const stored = async () => {
    const walk = await api.get<{ walk_notes: string[]; step_count: number }>(`l1/sessions/${id}`);
    return [walk.walk_notes, walk.step_count];
  };
  await expect.poll(stored).toEqual([['Typed in the tunnel'], 1]);
});

test('who signed out leaves nothing to be seen without a connection', async ({ desk, pageOf }) => {
  const { id } = await takeIn(desk.technician.api, 'Nobody else may read this');
  const page = await pageOf(null, { shellKept: true });
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(emailOf(desk.technician.name));
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('textbox', { name: 'Problem' })).toBeVisible();
  await untilKept(page, 'me', 'open', `walk:${id}`);
  await page.getByRole('button', { name: desk.technician.name }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => caches.has('rf-last-seen'))).toBe(false);
  await page.context().setOffline(true);
  await page.goto(`/walks/${id}`);
  await expect(page.getByText(/can’t be reached/).first()).toBeVisible();
  await expect(page.getByText('Nobody else may read this')).toHaveCount(0);
});

test('a page is never older than what the server has', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.newcomer, { shellKept: true });
  await page.goto('/home');
  await expect(page.getByRole('textbox', { name: 'Problem' })).toBeVisible();
  await untilKept(page, 'me');
  const answer = await page.reload();
  expect(answer?.fromServiceWorker()).toBe(true);
  // Its nonce is of this answer: it comes from the server, not from what is kept.
  const nonceOf = (csp: string | undefined) => /nonce-([^']+)/.exec(csp ?? '')?.[1];
  const first = nonceOf(answer?.headers()['content-security-policy']);
  const second = nonceOf((await page.reload())?.headers()['content-security-policy']);
  expect(first).toBeTruthy();
  expect(second).not.toBe(first);
});
