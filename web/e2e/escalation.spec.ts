import type { Page } from '@playwright/test';
import { isAsked } from './harness/asked';
import { answer, type Desk, flowNamed, takeIn } from './harness/desk';
import { findings, picture, sideways, wear } from './harness/look';
import { expect, test } from './harness/test';
import { hearing } from './harness/wire';

const SECOND = 'Does the mailbox open in the browser at outlook.office.com?';
const THIRD = 'Which Outlook is it?';

const LIVE_MS = 10_000;

/** A walk with two answers by first line. */
async function walked(desk: Desk, problem: string): Promise<string> {
  const walk = await takeIn(desk.technician.api, problem, flowNamed(desk.flows, 'Outlook'));
  await answer(desk.technician.api, walk, ['One person', 'Yes, mail is there'], 'In a private window');
  return walk.id;
}

async function escalated(desk: Desk, problem: string): Promise<string> {
  const id = await walked(desk, problem);
  await desk.technician.api.post(`l1/sessions/${id}/escalate`, {
    escalation_reason: 'No rights in the admin center.',
    escalation_reason_category: 'needs_access',
    recipient_ids: [desk.engineer.id],
  });
  return id;
}

const inInbox = (page: Page, problem: string) => page.getByRole('link', { name: new RegExp(problem) });

test('two people, one walk: it is handed over with a gap, taken over, opened again and solved, and both see all of it', async ({
  desk,
  pageOf,
}) => {
  test.setTimeout(120_000);
  const problem = 'Outlook forgets the shared calendar of the harbour office';
  const inbox = await pageOf(desk.engineer);
  await hearing(inbox, '/escalations');
  await expect(inbox.getByRole('link', { name: /Outlook on the web: signed in/ })).toBeVisible();

  const desk1 = await pageOf(desk.technician);
  await hearing(desk1, `/walks/${await walked(desk, problem)}`);
  await isAsked(desk1, THIRD);
  await desk1.keyboard.press('x');
  const dialog = desk1.getByRole('dialog', { name: 'Escalate' });
  await dialog.getByLabel('Why it is handed over').fill('The rights are missing.');
  await expect(dialog.getByText(/Nobody will be told/)).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Who is told' }).fill(desk.engineer.name.slice(0, 4));
  await desk1.getByRole('option', { name: desk.engineer.name }).click();
  await expect(dialog.getByText(`Goes to ${desk.engineer.name}.`)).toBeVisible();
  await expect(dialog.getByLabel('What has been tried')).toHaveValue(
    /2\. Does the mailbox open.*private window\)$/m,
  );
  await dialog.getByRole('button', { name: 'Escalate anyway' }).click();
  await expect(dialog.getByText(/Say why it goes on with gaps/)).toBeVisible();
  await dialog.getByLabel('Why it goes on with gaps').fill('She has to leave.');

  await test.step('what was typed survives a reload', async () => {
    await desk1.reload();
    await isAsked(desk1, THIRD);
    await desk1.keyboard.press('x');
    await expect(dialog.getByLabel('Why it is handed over')).toHaveValue('The rights are missing.');
    await expect(dialog.getByText(`Goes to ${desk.engineer.name}.`)).toBeVisible();
  });
  await dialog.getByRole('button', { name: 'Escalate anyway' }).click();
  await expect(desk1.getByText(`Escalated to ${desk.engineer.name}.`)).toBeVisible();

  await test.step('the open inbox says that there is a new one and moves nothing', async () => {
    await inbox.getByRole('button', { name: /new/ }).click({ timeout: LIVE_MS });
    await expect(inInbox(inbox, problem)).toBeVisible();
    await expect(inInbox(inbox, problem)).toContainText('Missing: Current hypothesis');
  });

  await test.step('the engineer reads it and takes it over by keys alone', async () => {
    await inInbox(inbox, problem).focus();
    await inbox.keyboard.press('Enter');
    await expect(inbox.getByRole('region', { name: 'Read the hand-over' })).toContainText(
      'The rights are missing.',
    );
    await inbox.keyboard.press('c');
    await expect(inbox.getByText('Hand-over copied')).toBeVisible();
    expect(await inbox.evaluate(() => navigator.clipboard.readText())).toContain('WHAT HAS BEEN TRIED\n1. ');
    await inbox.keyboard.press('t');
    await isAsked(inbox, THIRD);
  });

  await test.step('first line sees who took it', async () => {
    const taken = desk1.getByText(`${desk.engineer.name} took this walk over`);
    await expect(taken).toBeVisible({ timeout: LIVE_MS });
    await expect(desk1.getByRole('button', { name: 'Classic Outlook for Windows' })).toBeDisabled();
  });

  await test.step('first line loses the connection while the engineer opens the second answer again', async () => {
    await desk1.context().setOffline(true);
    await expect(inbox.getByText('Theo Tech · first line').first()).toBeVisible();
    await inbox
      .getByRole('button', { name: new RegExp(`^2. ${SECOND.replaceAll(/[.?]/g, '\\$&')}`) })
      .click();
    await isAsked(inbox, SECOND);
    await inbox.getByRole('button', { name: 'Signed in, but no mailbox or an error' }).click();
    await expect(inbox.getByText(`${desk.engineer.name} · after taking over`)).toBeVisible();
    await expect(inbox.getByRole('heading', { name: 'Also tried' })).toBeVisible();
    await desk1.context().setOffline(false);
    await expect(desk1.getByText(`${desk.engineer.name} · after taking over`)).toBeVisible({
      timeout: 30_000,
    });
  });

  await test.step('the engineer solves it and first line sees it', async () => {
    await inbox.keyboard.press('r');
    await inbox
      .getByRole('dialog')
      .getByLabel('How it was solved')
      .fill('Gave the mailbox its licence back.');
    await inbox.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
    await expect(inbox.getByText('Resolved. The ticket note is ready.')).toBeVisible();
    await expect(desk1.getByText('Gave the mailbox its licence back.')).toBeVisible({ timeout: LIVE_MS });
  });
});

test('one that somebody else takes keeps its place and says by whom; the late one is told', async ({
  desk,
  pageOf,
}) => {
  const problem = 'The distribution list of the night shift is empty';
  const id = await escalated(desk, problem);
  const page = await pageOf(desk.engineer);
  await hearing(page, '/escalations');
  await inInbox(page, problem).click();
  await expect(page.getByRole('button', { name: 'Take over' })).toBeVisible();
  await desk.owner.api.post(`l1/sessions/${id}/take`);
  await expect(inInbox(page, problem)).toContainText(`Taken over by ${desk.owner.name}`, {
    timeout: LIVE_MS,
  });
  await page.getByRole('button', { name: 'Clear away what was taken' }).click();
  await expect(inInbox(page, problem)).toHaveCount(0);
  await page.getByText('Taken', { exact: true }).click();
  await expect(inInbox(page, problem)).toContainText(`with ${desk.owner.name}`);
});

test('whoever answers second is told who was quicker, and keeps the note', async ({ desk, pageOf }) => {
  const id = await escalated(desk, 'Outlook asks for a certificate');
  await desk.engineer.api.post(`l1/sessions/${id}/take`);
  const first = await pageOf(desk.technician);
  await first.route('**/api/v1/live', (route) => route.abort());
  await first.goto(`/walks/${id}`);
  await first.getByRole('button', { name: 'Join in and answer' }).click();
  await isAsked(first, THIRD);
  const note = first.getByRole('textbox', { name: 'Note on this step' });
  await note.fill('She says it is the new one');
  // Nothing is heard by any way until the answer is sent: neither live nor by asking now and then.
  let deaf = true;
  await first.route(`**/api/v1/l1/sessions/${id}**`, (route) => {
    if (route.request().method() === 'POST' && route.request().url().endsWith('/step')) deaf = false;
    return deaf ? route.abort() : route.fallback();
  });
  const walk = await desk.engineer.api.get<Parameters<typeof answer>[1]>(`l1/sessions/${id}`);
  await answer(desk.engineer.api, walk, ['Classic Outlook for Windows']);
  await first.getByRole('button', { name: 'New Outlook for Windows' }).click();
  await expect(first.getByText(/was quicker and answered “Classic Outlook for Windows”/)).toBeVisible();
  await expect(note).toHaveValue('She says it is the new one');
});

test('the inbox is narrowed by words that stand in the address, read by keys, and passes axe', async ({
  desk,
  pageOf,
}) => {
  await escalated(desk, 'Payroll printer prints stars');
  await escalated(desk, 'Payroll scanner scans nothing');
  const page = await pageOf(desk.engineer);
  await page.goto('/escalations?search=payroll&whose=me');
  await expect(page.getByText('2 escalations')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Payroll scanner scans nothing' })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { level: 2, name: 'Payroll printer prints stars' })).toBeVisible();
  for (const scheme of ['light', 'dark'] as const) {
    await wear(page, scheme);
    expect(await findings(page)).toEqual([]);
    await picture(page, `inbox-${scheme}`);
  }
  await page.keyboard.press('Escape');
  await expect(page.getByText('Choose an escalation to read its hand-over.')).toBeVisible();
  await expect(page).toHaveURL(/search=payroll/);
  await expect(page).not.toHaveURL(/read=/);
});

test('on a phone one reads the list or a hand-over, and never sideways', async ({ desk, pageOf }) => {
  const problem = 'Phone of the gate rings nowhere';
  await escalated(desk, problem);
  const page = await pageOf(desk.engineer, { phone: true });
  await page.goto('/escalations');
  await expect(inInbox(page, problem)).toBeVisible();
  expect(await sideways(page)).toBe(0);
  await picture(page, 'inbox-phone');
  await inInbox(page, problem).click();
  await expect(page.getByRole('heading', { level: 2, name: problem })).toBeVisible();
  await expect(inInbox(page, problem)).toBeHidden();
  expect(await sideways(page)).toBe(0);
  await picture(page, 'inbox-phone-read');
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await expect(inInbox(page, problem)).toBeVisible();
});
