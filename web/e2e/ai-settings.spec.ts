import { findings, sideways, wear } from './harness/look';
import { expect, test } from './harness/test';

// It changes the model of the whole account.
test.use({ installation: 'ai-settings' });

const KEY = 'sk-ant-of-a-test-0123456789-wxyz';

// The first call of a server loads the library that speaks to models.
test.setTimeout(120_000);

test('an owner sets a model up, sees what leaves, and reads in words why it can’t be reached', async ({
  desk,
  pageOf,
}) => {
  const page = await pageOf(desk.owner);
  await page.goto('/settings?tab=ai');
  await expect(page.getByText('Nothing: no model is chosen.')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /Built-in playbook, no AI/ })).toBeChecked();
  await expect(page.getByText('100 of 100 left')).toBeVisible();

  await page.getByRole('combobox', { name: 'Model' }).click();
  await page.getByRole('option', { name: 'Anthropic' }).click();
  await page.getByLabel('Address of the server').fill('http://127.0.0.1:9');
  await page.getByRole('textbox', { name: 'Key' }).fill(KEY);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(
    page.getByText('A key is stored; it ends in …wxyz. Leave this empty to keep it.'),
  ).toBeVisible();
  await expect(page.getByText(/this goes to http:\/\/127\.0\.0\.1:9/)).toBeVisible();
  expect(await page.content()).not.toContain(KEY);

  await page.getByRole('button', { name: 'Try the model' }).click();
  await expect(page.getByText('It does not work yet')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/The provider can’t be reached|can't be reached/).first()).toBeVisible();
  await expect(page.getByRole('table', { name: 'Calls' })).toContainText('Provider not reached');
  for (const scheme of ['light', 'dark'] as const) {
    await wear(page, scheme);
    expect(await findings(page)).toEqual([]);
  }
  await page.getByLabel('Address of the server').fill('http://127.0.0.1:10');
  await expect(page.getByText(/A stored key goes to no other server/)).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await sideways(page)).toBe(0);
  expect(await findings(page)).toEqual([]);
});
