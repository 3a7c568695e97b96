import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { flowNamed } from './harness/desk';
import { quiet } from './harness/look';
import { test } from './harness/test';

const FOLDER = resolve(import.meta.dirname, '../../docs/pictures');
const PROBLEM = 'Outlook on the web signs her in but shows no mailbox';

async function keep(page: Page, name: string, height: number): Promise<void> {
  await page.setViewportSize({ width: 1280, height });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await quiet(page);
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
}

test('a walk and its ends', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.technician);
  await page.goto(`/walks/${desk.walks.question}`);
  await page.getByRole('heading', { name: /Which Outlook/ }).waitFor();
  await keep(page, 'walk', 720);

  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog', { name: 'Escalate' });
  await dialog
    .getByLabel('Why it is handed over')
    .fill('The profile has to be made again, which first line has no rights for.');
  await dialog.getByLabel('Current hypothesis').fill('The profile points to the old mailbox.');
  await dialog.getByLabel('What to verify first').fill('Whether the mailbox was moved last night.');
  await keep(page, 'escalate', 930);

  await page.goto(`/walks/${desk.walks.resolved}`);
  await page.getByRole('button', { name: 'Ticket note' }).click();
  await page.getByRole('button', { name: 'Copy', exact: true }).waitFor();
  await keep(page, 'note', 720);
});

test('home', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.technician);
  await page.goto('/home');
  await page.getByRole('heading', { name: 'Recently ended' }).waitFor();
  await keep(page, 'home', 800);
  await page.getByRole('textbox', { name: 'Problem' }).fill(PROBLEM);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: /fit/ }).waitFor();
  await keep(page, 'suggestions', 720);
});

test('what engineers work with', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.engineer);
  await page.goto('/escalations');
  await page.getByRole('link', { name: /signed in, but no mailbox/ }).click();
  await page.getByRole('heading', { name: 'What has been tried' }).waitFor();
  await keep(page, 'escalations', 800);
  await page.goto(`/flows/${flowNamed(desk.flows, 'Outlook').id}/edit`);
  await page.getByRole('treeitem').first().waitFor();
  await keep(page, 'editor', 800);
});

test('what owners set', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.owner);
  await page.goto('/settings?tab=notes');
  await page
    .getByRole('button', { name: /New template/ })
    .first()
    .click();
  await page.getByRole('heading', { name: /would read/ }).waitFor();
  await keep(page, 'note-template', 800);
  await page.goto('/settings?tab=ai');
  await page.getByRole('checkbox', { name: /Built-in playbook/ }).waitFor();
  await keep(page, 'ai-settings', 800);
});
