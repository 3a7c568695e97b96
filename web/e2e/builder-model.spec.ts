import type { Locator } from '@playwright/test';
import { findings, picture, wear } from './harness/look';
import { type Provider, startProvider } from './harness/loopback';
import type { Person } from './harness/people';
import { expect, test } from './harness/test';

test.use({ installation: 'builder-model' });
test.setTimeout(120_000);

/** The first call of a server loads the library that calls models. */
const FIRST_CALL = { timeout: 45_000 };

const ABOUT = /^about \$0\.00\d\d$/;

let provider: Provider;
test.beforeAll(async () => {
  provider = await startProvider();
});
test.afterAll(() => provider.stop());

/** Sets the model of the account; the end of the key says how the provider on this machine behaves. */
async function useModel(owner: Person, key: string): Promise<void> {
  const { version } = await owner.api.get<{ version: number }>('account/ai-settings');
  const change = { provider: 'anthropic', base_url: provider.url, api_key: `sk-loopback-${key}` };
  await owner.api.patch('account/ai-settings', version, change);
}

/** Dollars that the flow is said to have cost so far. */
async function costSoFar(dialog: Locator): Promise<number> {
  const words = await dialog.getByText(/^\$0\.\d+ so far$/).textContent();
  return Number(words?.match(/[\d.]+/)?.[0]);
}

test('what a model takes is said before and after, and its work is stopped half-way', async ({
  pageOf,
  desk,
}) => {
  await useModel(desk.owner, 'fine');
  const page = await pageOf(desk.engineer);
  await page.goto('/flows/build?run=new');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'What is the flow called?' }).fill('VPN does not connect');
  await expect(dialog.getByText('Anthropic claude-haiku-5-5', { exact: true })).toBeVisible();
  await expect(
    dialog.getByText(/A flow of six branches: about \$0\.00\d\d\. \d+ flows left until/),
  ).toBeVisible(FIRST_CALL);
  for (const scheme of ['light', 'dark'] as const) {
    await wear(page, scheme);
    await picture(page, `builder-maker-${scheme}`);
    expect(await findings(page)).toEqual([]);
  }
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('textbox', { name: 'Branch 2', exact: true })).toBeVisible(FIRST_CALL);
  await expect(dialog.getByRole('button', { name: 'Propose more' })).toHaveAccessibleDescription(ABOUT);
  const proposed = await costSoFar(dialog);
  expect(proposed).toBeGreaterThan(0);
  await page.keyboard.press('Control+Enter');
  const one = dialog.getByRole('button', { name: 'Work this branch out' });
  await expect(one).toHaveAccessibleDescription(ABOUT);
  const all = dialog.getByRole('button', { name: /^Work \d branch(es)? out/ });
  await expect(all).toHaveAccessibleDescription(ABOUT);

  await useModel(desk.owner, 'never');
  await all.click();
  await expect(dialog.getByText('0 of 6 branches are worked out.')).toBeVisible();
  await expect(dialog.getByRole('progressbar')).toBeAttached();
  await picture(page, 'builder-progress-dark');
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByText('Stopped. What was finished is kept.')).toBeVisible();

  await useModel(desk.owner, 'fine');
  await all.click();
  await expect(dialog.getByRole('button', { name: 'Go on to the review' })).toBeEnabled(FIRST_CALL);
  expect(await costSoFar(dialog)).toBeGreaterThan(proposed);
  await page.keyboard.press('Control+Enter');
  await dialog.getByRole('button', { name: 'Save as draft and open the editor' }).click();
  await expect(
    page.getByText(/^“VPN does not connect” is saved as a draft. It cost \$0\.00\d\d\.$/),
  ).toBeVisible();
});

test('a busy provider is told, nothing is lost, and the playbook goes on', async ({ pageOf, desk }) => {
  await useModel(desk.owner, '529');
  const page = await pageOf(desk.engineer);
  await page.goto('/flows/build?run=new');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'What is the flow called?' }).fill('Printer does not print');
  await page.keyboard.press('Control+Enter');
  const alert = dialog.getByRole('alert');
  await expect(alert).toContainText('Nothing that you wrote or that was made is lost.', FIRST_CALL);
  await wear(page, 'light');
  await picture(page, 'builder-failed-light');
  expect(await findings(page)).toEqual([]);
  await alert.getByRole('button', { name: 'Go on with the playbook' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Branch 1', exact: true })).toBeVisible();
  await expect(dialog.getByText('Built-in playbook, no AI')).toBeVisible();
});

test('who wants no model begins with the playbook, and it stays the playbook', async ({ pageOf, desk }) => {
  await useModel(desk.owner, '500');
  const page = await pageOf(desk.engineer);
  await page.goto('/flows/build?run=new');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'What is the flow called?' }).fill('Print queue is stuck');
  await dialog.getByRole('radio', { name: 'Built-in playbook, no AI' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('textbox', { name: 'Branch 1', exact: true })).toBeVisible();
  await page.reload();
  await expect(dialog.getByRole('textbox', { name: 'Branch 1', exact: true })).toBeVisible();
  await expect(dialog.getByText('Costs nothing')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Propose more' })).not.toHaveAccessibleDescription(/./);
});
