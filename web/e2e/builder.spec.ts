import type { Page } from '@playwright/test';
import { findings, picture, sideways, wear } from './harness/look';
import { expect, test } from './harness/test';

test.setTimeout(120_000);

const PLAYBOOK = 'Built-in playbook, no AI';

interface Kept {
  branches: { remark: string; detailed_by: string | null }[];
}

async function begin(page: Page, name: string): Promise<void> {
  await page.goto('/flows');
  await page.getByRole('button', { name: 'Build with AI' }).click();
  await page.getByRole('button', { name: 'Build a flow' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'What is the flow called?' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Symptoms' }).fill('the print job stays in the queue');
  await expect(dialog.getByText(PLAYBOOK)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('textbox', { name: 'Branch 1', exact: true })).toBeVisible();
}

async function look(page: Page, name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await wear(page, scheme);
    await picture(page, `builder-${name}-${scheme}`);
    expect(await findings(page)).toEqual([]);
  }
}

test('a flow is built with the playbook by keyboard, from the library to the editor', async ({
  pageOf,
  desk,
}) => {
  const page = await pageOf(desk.engineer);
  await page.goto('/flows/build?run=new');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'What is the flow called?' })).toBeFocused();
  await begin(page, 'Printer does not print');

  await dialog.getByRole('button', { name: 'Add a branch' }).press('Enter');
  const added = page.locator('[data-title]:focus');
  await expect(added).toHaveValue('');
  await page.keyboard.type('It prints blank pages');
  await expect(added).toHaveValue('It prints blank pages');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(added).toHaveValue('It prints blank pages');
  await expect(dialog.getByText(/It prints blank pages is now \d of \d/)).toBeAttached();
  await dialog.getByRole('button', { name: 'Remove It prints blank pages' }).press('Enter');
  await expect(page.locator('[data-title]:focus')).toBeVisible();
  const undo = await page.getByRole('button', { name: 'Undo' }).boundingBox();
  const onward = await dialog.getByRole('button', { name: 'Go on to the detail' }).boundingBox();
  expect((undo?.y ?? 0) + (undo?.height ?? 0)).toBeLessThan(onward?.y ?? 0);
  await expect(dialog.getByText('Saved', { exact: true })).toBeVisible();

  await page.keyboard.press('Control+Enter');
  await dialog.getByRole('button', { name: /^Work \d branches out/ }).click();
  await expect(dialog.getByRole('button', { name: 'Go on to the review' })).toBeEnabled();
  await expect(dialog.getByText('Costs nothing')).toBeVisible();
  await look(page, 'detail');

  await dialog
    .getByRole('button', { name: /^Edit / })
    .first()
    .click();
  await dialog.getByRole('textbox', { name: 'Text' }).fill('Does the display of the printer show an error?');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('Written by hand')).toBeVisible();
  await expect(dialog.getByText('Does the display of the printer show an error?')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'What should be different?' }).fill('shorter');
  await dialog.getByRole('button', { name: 'Do it again' }).click();
  await expect(dialog.getByText('Replace what you changed?')).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep mine' }).click();

  await dialog.getByRole('button', { name: 'Go on to the review' }).click();
  await expect(dialog.getByRole('list', { name: 'The flow as it will be' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/\/flows\/[0-9a-f-]{36}\/edit/);
  await expect(page.getByText('Does the display of the printer show an error?').first()).toBeVisible();
});

test('what is left is found again, is worked out again with a remark, and is deleted after a question', async ({
  pageOf,
  desk,
}) => {
  const page = await pageOf(desk.engineer);
  await begin(page, 'Print queue is stuck');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'First question' }).fill('What do you see in the queue?');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  const table = page.getByRole('table', { name: 'Unfinished' });
  await expect(table.getByText(/^(today|tomorrow) \d/)).toBeVisible();
  await look(page, 'unfinished');
  await page.reload();
  await table.getByRole('button', { name: 'Go on with Print queue is stuck' }).click();
  await expect(dialog.getByRole('textbox', { name: 'First question' })).toHaveValue(
    'What do you see in the queue?',
  );

  await dialog.getByRole('button', { name: 'Go on to the detail' }).click();
  await dialog.getByRole('button', { name: 'Work this branch out' }).click();
  await dialog.getByRole('textbox', { name: 'What should be different?' }).fill('ask about the cable first');
  await dialog.getByRole('button', { name: 'Do it again' }).click();
  await expect(dialog.getByText(/^The same steps came back: the playbook follows “shorter”/)).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'What should be different?' })).toHaveValue(
    'ask about the cable first',
  );
  const id = new URL(page.url()).searchParams.get('run');
  const kept = await desk.engineer.api.get<Kept>(`ai/flow-builder/conversations/${id}`);
  expect(kept.branches[0]).toMatchObject({ remark: 'ask about the cable first', detailed_by: 'playbook' });

  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'builder-detail-phone');
  expect(await sideways(page)).toBe(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Delete Print queue is stuck' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Go on with Print queue is stuck' })).toHaveCount(0);
});

test('a branch that the playbook does not know is written by hand or handed over, and the flow is saved', async ({
  pageOf,
  desk,
}) => {
  const page = await pageOf(desk.engineer);
  await begin(page, 'Printer does not print');
  const dialog = page.getByRole('dialog');
  for (const name of ['The parrot sings', 'The badge reader beeps']) {
    await dialog.getByRole('button', { name: 'Add a branch' }).click();
    await expect(page.locator('[data-title]:focus')).toHaveValue('');
    await page.keyboard.type(name);
  }
  await page.keyboard.press('Control+Enter');
  await dialog.getByRole('button', { name: /^Work \d branches out/ }).click();
  await expect(dialog.getByText('2 branches could not be worked out')).toBeVisible();
  await dialog.getByRole('button', { name: /^The parrot sings/ }).click();
  await look(page, 'unknown');
  await dialog.getByRole('button', { name: 'Leave it as a hand-over' }).click();
  await dialog.getByRole('button', { name: /^The badge reader beeps/ }).click();
  await dialog.getByRole('textbox', { name: /Or write it by hand/ }).fill('Reseat the cable\nRestart it');
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'builder-by-hand-phone');
  expect(await sideways(page)).toBe(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await dialog.getByRole('button', { name: 'Make steps of these lines' }).click();
  await expect(dialog.getByText('Restart it')).toBeVisible();
  await look(page, 'by-hand');
  await dialog.getByRole('button', { name: 'Go on to the review' }).click();
  await expect(dialog.getByText('None of these, or not sure')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/\/flows\/[0-9a-f-]{36}\/edit/);
});

test('two windows: what the other one has is said, and what is deleted there goes from the list', async ({
  pageOf,
  desk,
}) => {
  const [one, other] = [await pageOf(desk.engineer), await pageOf(desk.engineer)];
  await begin(one, 'Print queue is stuck');
  await other.goto(one.url());
  const [mine, theirs] = [one.getByRole('dialog'), other.getByRole('dialog')];
  await expect(theirs.getByRole('textbox', { name: 'Branch 1', exact: true })).toBeVisible();
  await one.waitForTimeout(3_500); // what a window just sent itself it does not read again
  await theirs.getByRole('textbox', { name: 'First question' }).fill('What is in the queue?');
  await expect(theirs.getByText('Saved', { exact: true })).toBeVisible();
  await expect(mine.getByRole('textbox', { name: 'First question' })).toHaveValue('What is in the queue?');
  await expect(one.getByText(/^Another window of yours changed these branches/)).toBeVisible();
  await one.keyboard.press('Escape');
  await other.goto('/flows/build');
  const row = other.getByRole('button', { name: 'Go on with Print queue is stuck' });
  await expect(row).toBeVisible();
  await one.getByRole('button', { name: 'Delete Print queue is stuck' }).click();
  await one.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(row).toHaveCount(0, { timeout: 2_000 });
});

test('a technician finds no way to build', async ({ pageOf, desk }) => {
  const page = await pageOf(desk.technician);
  await page.goto('/flows');
  await expect(page.getByRole('table', { name: 'Library' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Build with AI' })).toHaveCount(0);
});
