import type { Page } from '@playwright/test';
import { isAsked } from './harness/asked';
import { answer, type Desk, flowNamed, takeIn } from './harness/desk';
import { expect, test } from './harness/test';
import { deafUntilAnswer } from './harness/wire';

const FIRST = 'Does only one person have it, or several?';
const SECOND = 'Does the mailbox open in the browser at outlook.office.com?';

/** A new walk on the Outlook flow, opened by the technician. */
async function openWalk(desk: Desk, page: Page, answered: readonly string[] = []): Promise<void> {
  const walk = await takeIn(desk.technician.api, 'Outlook acts up', flowNamed(desk.flows, 'Outlook'));
  await answer(desk.technician.api, walk, answered);
  await page.goto(`/walks/${walk.id}`);
}

test('what was typed at intake is there after the browser was closed', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.newcomer);
  await page.goto('/home');
  await expect(page.getByRole('textbox', { name: 'Problem' })).toBeFocused();
  await page.keyboard.type('The projector hums');
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Problem' })).toHaveValue('The projector hums');
});

test('one goes back to any step by click or by key, and nothing that was tried is lost', async ({
  desk,
  pageOf,
}) => {
  const page = await pageOf(desk.technician);
  await openWalk(desk, page, ['One person', 'Yes, mail is there', 'Classic Outlook for Windows']);
  await isAsked(page, 'What does Outlook do?');
  await page.keyboard.press('Backspace');
  await isAsked(page, 'Which Outlook is it?');
  await page.getByRole('button', { name: new RegExp(`^1. ${FIRST.replace('?', '\\?')}`) }).click();
  await isAsked(page, FIRST);
  const tried = page.getByRole('heading', { name: 'Also tried' });
  await expect(tried).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Classic Outlook for Windows' })).toBeVisible();
});

test('pasted output marks the answer it speaks for, and the person chooses it', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.technician);
  await openWalk(desk, page, ['One person', 'Yes, mail is there', 'Classic Outlook for Windows']);
  await page.getByRole('textbox', { name: /What did they say/ }).fill('Inbox - Trying to connect...');
  await expect(page.getByText(/Marked “It opens; the bottom line says Disconnected/)).toBeVisible();
  await page.getByRole('button', { name: /It opens; the bottom line says Disconnected/ }).click();
  await expect(page.getByText('4. What does Outlook do?')).toBeVisible();
});

test('two windows on one walk: the late one says that it moved on, and keeps the note', async ({
  desk,
  pageOf,
}) => {
  const late = await pageOf(desk.technician);
  await openWalk(desk, late);
  await isAsked(late, FIRST);
  await late.getByRole('textbox', { name: 'Note on this step' }).fill('Asked twice');
  const early = await pageOf(desk.technician);
  await early.goto(late.url());
  await isAsked(early, FIRST);
  await deafUntilAnswer(late, new URL(late.url()).pathname.split('/').at(-1) ?? '');
  await early.keyboard.press('1');
  await isAsked(early, SECOND);
  await late.getByRole('button', { name: 'Several people' }).click();
  await expect(late.getByText(/This walk moved on elsewhere/)).toBeVisible();
  await isAsked(late, SECOND);
  await expect(late.getByRole('textbox', { name: 'Note on this step' })).toHaveValue('Asked twice');
});

test('notes typed while the connection is away are saved when it is back', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.technician);
  await openWalk(desk, page);
  const notes = page.getByRole('textbox', { name: 'Notes', exact: true });
  await expect(notes).toBeVisible();
  await page.context().setOffline(true);
  await notes.fill('Router was off');
  await expect(page.getByText('Not saved: retrying')).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(notes).toHaveValue('Router was off');
});

test('a walk is parked, goes on, is abandoned and opened again', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.technician);
  await openWalk(desk, page);
  await page.getByRole('button', { name: 'Waiting on…' }).click();
  await page.getByLabel('What are you waiting for?').fill('the user to restart');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Waiting on: the user to restart')).toBeVisible();
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect(page.getByText('Waiting on: the user to restart')).toHaveCount(0);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Abandon' }).click();
  await expect(page.getByText('Abandoned. Nothing was lost.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Open again' }).click();
  await isAsked(page, FIRST);
});

test('what fits no flow is escalated straight away; going on with gaps asks why', async ({
  desk,
  pageOf,
}) => {
  const page = await pageOf(desk.technician);
  await page.goto('/home');
  await expect(page.getByRole('textbox', { name: 'Problem' })).toBeFocused();
  await page.keyboard.type('The lift is stuck between two floors');
  await page.keyboard.press('Control+Enter');
  await isAsked(page, 'No flow fits this problem');
  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog', { name: 'Escalate' });
  await dialog.getByLabel('Why it is handed over').fill('A matter for the building.');
  const send = dialog.getByRole('button', { name: 'Escalate' });
  await expect(dialog.getByText(/Still empty: What has been tried/)).toBeVisible();
  await send.click();
  await expect(dialog.getByText(/Say why it goes on with gaps/)).toBeVisible();
  await dialog.getByLabel('Why it goes on with gaps').fill('Nothing to try from here.');
  await send.click();
  await expect(page.getByText(/^Escalated; nobody was told/)).toBeVisible();
  await expect(page.getByText('Escalated with gaps: Nothing to try from here.')).toBeVisible();
});

test('a ticket of the list is opened and worked on by keys alone', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.newcomer);
  await page.goto('/escalations');
  await expect(page.getByRole('heading', { name: 'Escalations' })).toBeFocused();
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page.getByRole('heading', { name: 'Tickets' })).toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.type('meeting room');
  await expect(page.getByRole('row', { name: /Meeting room/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /Scanner/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /Meeting room/ })).toBeFocused();
  await page.keyboard.press('w');
  await expect(page.getByRole('textbox', { name: 'Problem' })).toHaveValue(/Meeting room display/);
  await expect(page.getByText('Ticket 2', { exact: true })).toBeVisible();
});

test('what is typed into a ticket stays when somebody else changes it, and saving asks', async ({
  desk,
  pageOf,
}) => {
  const page = await pageOf(desk.technician);
  await page.goto(`/tickets/${desk.ticket}`);
  await page.getByLabel('Device or asset').fill('NB-200');
  const { version } = await desk.engineer.api.get<{ version: number }>(`tickets/${desk.ticket}`);
  await desk.engineer.api.patch(`tickets/${desk.ticket}`, version, { contact: 'Ravi Nair' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Somebody changed this ticket');
  await page.getByRole('button', { name: 'Save mine over it' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(page.getByLabel('Contact')).toHaveValue('Ravi Nair');
  await expect(page.getByLabel('Device or asset')).toHaveValue('NB-200');
});
