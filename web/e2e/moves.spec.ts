import type { Page } from '@playwright/test';
import { isAsked } from './harness/asked';
import { answer, type Desk, flowNamed, takeIn } from './harness/desk';
import { findings, picture, wear } from './harness/look';
import { expect, test } from './harness/test';

const FIRST = 'Does only one person have it, or several?';
const SECOND = 'Does the mailbox open in the browser at outlook.office.com?';

async function openWalk(desk: Desk, page: Page, answered: readonly string[] = []): Promise<string> {
  const walk = await takeIn(desk.technician.api, 'Outlook acts up', flowNamed(desk.flows, 'Outlook'));
  await answer(desk.technician.api, walk, answered);
  await page.goto(`/walks/${walk.id}`);
  return walk.id;
}

/** The page in the light and in the dark: looked at by axe, and by people when `E2E_PICTURES` is set. */
async function look(page: Page, name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await wear(page, scheme);
    await picture(page, `${name}-${scheme}`);
    expect(await findings(page)).toEqual([]);
  }
}

/** Pastes a drawn picture onto whatever has the focus, as a browser does with a screenshot. */
async function pastePicture(page: Page, colour: string): Promise<void> {
  await page.evaluate(async (fill) => {
    const canvas = new OffscreenCanvas(320, 200);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = fill;
    context.fillRect(0, 0, 320, 200);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    const data = new DataTransfer();
    data.items.add(new File([blob], 'image.png', { type: 'image/png' }));
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
  }, colour);
}

test('the walk goes on with another flow, keeps what was answered, and comes back', async ({
  desk,
  pageOf,
}) => {
  const page = await pageOf(desk.technician);
  await openWalk(desk, page, ['One person']);
  await isAsked(page, SECOND);
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Go on with another flow' });
  await dialog.getByRole('searchbox', { name: 'Search flows' }).fill('printer');
  await expect(dialog.getByRole('button', { name: /rinter/ }).first()).toBeVisible();
  await expect(dialog.getByRole('button', { name: /Outlook/ })).toHaveCount(0);
  await look(page, 'moves-switch');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /rinter/ })).toBeVisible();
  await expect(page.getByText(/Went on with “.*rinter/)).toBeVisible();
  await expect(page.getByText(`1. ${FIRST}`)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await isAsked(page, SECOND);
  await page.keyboard.press('s');
  await dialog.getByRole('searchbox', { name: 'Search flows' }).fill('printer');
  await expect(dialog.getByRole('button', { name: /Outlook/ })).toHaveCount(0);
  await dialog
    .getByRole('button', { name: /rinter/ })
    .first()
    .click();
  await expect(page.getByText(/Went on with “.*rinter/)).toBeVisible();
  await page.getByRole('heading', { level: 2 }).first().focus();
  await page.keyboard.press('u');
  await isAsked(page, SECOND);
});

test('a walk without a flow takes one up', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.technician);
  const walk = await takeIn(desk.technician.api, 'The printer on the second floor is offline');
  await page.goto(`/walks/${walk.id}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Working without a flow' })).toBeVisible();
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Go on with a flow' });
  await expect(dialog.getByRole('heading', { name: 'Fits this problem' })).toBeVisible();
  await dialog
    .getByRole('button', { name: /rinter/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: /rinter/ })).toBeVisible();
});

test('a pasted screenshot is there at once, for the engineer too, and can be taken away and put back', async ({
  desk,
  pageOf,
}) => {
  const page = await pageOf(desk.technician);
  const walk = await openWalk(desk, page);
  await isAsked(page, FIRST);
  const pictures = page.getByRole('region', { name: 'Pictures' });
  await expect(pictures).toBeVisible();
  await pastePicture(page, 'tomato');
  const screenshot = pictures.getByRole('img', { name: /^Screenshot/ });
  await expect(screenshot).toBeVisible();
  await expect.poll(() => screenshot.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(320);
  const theirs = await pageOf(desk.engineer);
  await theirs.goto(`/walks/${walk}`);
  await expect(theirs.getByRole('img', { name: /^Screenshot/ })).toBeVisible();
  await expect(theirs.getByRole('button', { name: /^Take away/ })).toHaveCount(0);
  await pictures.getByRole('button', { name: /^Take away/ }).click();
  await expect(screenshot).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(screenshot).toBeVisible();
  await look(page, 'moves-pictures');
});

test('a picture pasted while escalating goes with the hand-over', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.technician);
  await openWalk(desk, page);
  await isAsked(page, FIRST);
  await expect(page.getByRole('region', { name: 'Pictures' })).toBeVisible();
  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'Why it is handed over' })).toBeFocused();
  await pastePicture(page, 'teal');
  await expect(dialog.getByText(/Hand-over · Screenshot/)).toBeVisible();
  await look(page, 'moves-hand-over');
});

test('first line says that a step is wrong; the engineer finds it on the flow and says that it is done', async ({
  desk,
  pageOf,
}) => {
  const page = await pageOf(desk.technician);
  await openWalk(desk, page, ['One person']);
  await isAsked(page, SECOND);
  await page.keyboard.press('w');
  const dialog = page.getByRole('dialog', { name: 'This step is wrong' });
  await dialog.getByRole('textbox', { name: 'What is wrong with it?' }).fill('The address has changed');
  await look(page, 'moves-wrong');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/has been told/)).toBeVisible();

  const theirs = await pageOf(desk.engineer);
  await theirs.goto(`/flows/${flowNamed(desk.flows, 'Outlook').id}`);
  const reports = theirs.getByRole('region', { name: 'Steps that are wrong, says first line' });
  await expect(reports.getByText('The address has changed')).toBeVisible();
  await expect(reports.getByRole('link', { name: 'Edit this step' })).toHaveAttribute('href', /edit\?step=/);
  await look(theirs, 'moves-reports');
  await reports.getByRole('button', { name: 'Mark as done' }).click();
  await reports.getByRole('textbox', { name: /What was done/ }).fill('It names the new address now');
  await theirs.keyboard.press('Enter');
  await expect(reports.getByText('The address has changed')).toHaveCount(0);

  await page.getByRole('heading', { level: 2 }).first().focus();
  await page.keyboard.press('w');
  await expect(dialog.getByText(/done: It names the new address now/)).toBeVisible();
});

test('a colleague joins from the ticket, both are named to each other, and both answer', async ({
  desk,
  pageOf,
}) => {
  const page = await pageOf(desk.technician);
  const walk = await takeIn(desk.technician.api, 'Outlook acts up', flowNamed(desk.flows, 'Outlook'));
  const { ticket } = await desk.technician.api.get<{ ticket: { row_id: string } }>(`l1/sessions/${walk.id}`);
  await page.goto(`/walks/${walk.id}`);
  await isAsked(page, FIRST);
  const theirs = await pageOf(desk.newcomer);
  await theirs.goto(`/tickets/${ticket.row_id}`);
  await theirs.getByRole('button', { name: /^Join / }).click();
  await isAsked(theirs, FIRST);
  await expect(theirs.getByText(/has this walk open too/)).toBeVisible();
  await theirs.keyboard.press('1');
  await isAsked(theirs, SECOND);
  await isAsked(page, SECOND);
});

test('a walk is parked for somebody until tomorrow with two clicks', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.technician);
  await openWalk(desk, page);
  await isAsked(page, FIRST);
  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('What are you waiting for?')).toBeFocused();
  await page.keyboard.type('A call back');
  await dialog.getByText('Vendor', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Tomorrow 9:00' }).click();
  await expect(dialog.getByText(/You are reminded/)).toBeVisible();
  await look(page, 'moves-park');
  await dialog.getByRole('button', { name: 'Park' }).click();
  await expect(page.getByText(/Waiting on: A call back/)).toBeVisible();
});

test('an address that leads to no walk says so', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.technician);
  await page.goto('/walks/nonsense');
  await expect(page.getByRole('alert')).toContainText('There is no such walk.');
  await page.goto('/tickets/nonsense');
  await expect(page.getByRole('alert')).toContainText('There is no such ticket.');
});
