import type { BrowserContext, Page, Request } from '@playwright/test';
import { type Desk, flowNamed, takeIn } from './harness/desk';
import { findings, sideways, wear } from './harness/look';
import { expect, test } from './harness/test';
import { hearing } from './harness/wire';

const LIVE_MS = 10_000;
const STREAM = '/api/v1/live';

interface Streams {
  open: () => number;
  opened: () => number;
}

/** Streams of the pages of a browser; that of a closed page, of which nothing more is told, is not open. */
function watchStreams(context: BrowserContext): Streams {
  const pages = new Map<Request, Page>();
  const ended = new Set<Request>();
  context.on('request', (request) => {
    if (request.url().endsWith(STREAM)) pages.set(request, request.frame().page());
  });
  context.on('requestfailed', (request) => ended.add(request));
  context.on('requestfinished', (request) => ended.add(request));
  return {
    open: () => [...pages].filter(([request, page]) => !ended.has(request) && !page.isClosed()).length,
    opened: () => pages.size,
  };
}

async function escalated(desk: Desk, problem: string): Promise<string> {
  const walk = await takeIn(desk.technician.api, problem, flowNamed(desk.flows, 'Outlook'));
  await desk.technician.api.post(`l1/sessions/${walk.id}/escalate`, {
    escalation_reason: 'No rights in the admin center.',
    escalation_reason_category: 'needs_access',
    recipient_ids: [desk.engineer.id],
  });
  return walk.id;
}

const bell = (page: Page) => page.getByRole('button', { name: /^Notifications/ });

test('two tabs of one browser hear of a change over one stream, also when the first is closed', async ({
  desk,
  pageOf,
}) => {
  const first = await pageOf(desk.engineer);
  const streams = watchStreams(first.context());
  await hearing(first, '/tickets');
  await expect.poll(streams.open).toBe(1);
  const second = await first.context().newPage();
  await second.goto('/tickets');
  await expect(bell(second)).toBeVisible();

  await desk.technician.api.post('tickets', { title: 'Heard in both tabs' });
  for (const page of [first, second]) {
    await expect(page.getByText('Heard in both tabs')).toBeVisible({ timeout: LIVE_MS });
  }
  expect([streams.open(), streams.opened()]).toEqual([1, 1]);

  await first.close();
  await expect.poll(streams.opened).toBe(2);
  await expect.poll(streams.open).toBe(1);
  await desk.technician.api.post('tickets', { title: 'Heard in the one that is left' });
  await expect(second.getByText('Heard in the one that is left')).toBeVisible({ timeout: LIVE_MS });
});

test('an escalation rings the bell of whom it goes to; it leads to the walk and is read by that', async ({
  desk,
  pageOf,
}) => {
  const page = await pageOf(desk.engineer);
  await hearing(page, '/settings');
  await expect(bell(page)).toBeVisible();
  const problem = 'Outlook asks for the password in the lobby';
  const walk = await escalated(desk, problem);
  await expect(bell(page)).toHaveAccessibleName(/\d+ unread/, { timeout: LIVE_MS });
  await bell(page).click();
  const told = page.getByRole('link', { name: new RegExp(problem) });
  await expect(told).toBeVisible();
  await told.click();
  await expect(page).toHaveURL(new RegExp(`/walks/${walk}$`));

  await test.step('the list is reached by a key, and all of it is marked as read and back', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    await expect(page.getByRole('heading', { name: 'Notifications' })).toBeVisible();
    const row = page.getByRole('listitem').filter({ hasText: problem });
    await row.getByRole('button', { name: 'Mark as unread' }).click();
    await expect(row.getByRole('button', { name: 'Mark as read' })).toBeVisible();
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await expect(row.getByRole('button', { name: 'Mark as unread' })).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(row.getByRole('button', { name: 'Mark as read' })).toBeVisible();
  });
});

test('what a person is told is their choice; that no mail is sent is said', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.newcomer);
  await page.goto('/settings?tab=notifications');
  await expect(page.getByText(/sends no mail/)).toBeVisible();
  const byMail = page.getByRole('checkbox', { name: 'A walk is escalated to me: By mail' });
  await byMail.uncheck();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.reload();
  await expect(byMail).not.toBeChecked();
});

test('a webhook is made, its secret shown once, tested and removed', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.owner);
  await page.goto('/settings?tab=webhooks');
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  const form = page.getByRole('dialog', { name: 'New webhook' });
  await form.getByLabel('Name').fill('Ticket system');
  await form.getByLabel('Address').fill('http://127.0.0.1:9/');
  await form.getByRole('button', { name: 'Add a webhook' }).click();
  await expect(form.getByText(/private network/)).toBeVisible();
  await form.getByLabel('Address').fill('https://93.184.215.14/hook');
  await form.getByRole('button', { name: 'Add a webhook' }).click();
  await expect(page.getByText(/^whsec_[0-9a-f]{64}$/)).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'More about Ticket system' }).click();
  await page.getByRole('menuitem', { name: 'Switch off' }).click();
  await expect(page.getByText('Off', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'More about Ticket system' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('No program is told of anything yet.')).toBeVisible();
});

for (const phone of [false, true]) {
  test(`bell, list, choices and webhooks can be used by everybody, ${phone ? 'on a phone' : 'on a wide screen'}`, async ({
    desk,
    pageOf,
  }) => {
    await escalated(desk, 'Outlook is slow in the archive room');
    const page = await pageOf(desk.engineer, { phone });
    const manager = await pageOf(desk.owner, { phone });
    await desk.owner.api.post('webhooks', {
      name: `For the look ${phone}`,
      url: 'https://93.184.215.14/hook',
      kinds: ['escalated'],
    });
    for (const scheme of ['light', 'dark'] as const) {
      await page.goto('/notifications');
      await expect(page.getByRole('listitem').first()).toBeVisible();
      await wear(page, scheme);
      expect(await findings(page)).toEqual([]);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      await bell(page).click();
      await expect(page.getByRole('link', { name: 'All notifications' })).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      for (const tab of ['notifications', 'webhooks']) {
        await manager.goto(`/settings?tab=${tab}`);
        await expect(manager.getByRole('table')).toBeVisible();
        await wear(manager, scheme);
        expect(await findings(manager)).toEqual([]);
        expect(await sideways(manager)).toBeLessThanOrEqual(0);
      }
    }
  });
}
