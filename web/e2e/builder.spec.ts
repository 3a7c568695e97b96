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
  await dialog.getByRole('button', { name: 'Remove It prints blank pages' }).click();
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
  await expect(table.getByText(/Kept until (today|tomorrow) \d/)).toBeVisible();
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
  await expect(dialog.getByRole('textbox', { name: 'What should be different?' })).toHaveValue('');
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

test('a technician finds no way to build', async ({ pageOf, desk }) => {
  const page = await pageOf(desk.technician);
  await page.goto('/flows');
  await expect(page.getByRole('table', { name: 'Library' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Build with AI' })).toHaveCount(0);
});
