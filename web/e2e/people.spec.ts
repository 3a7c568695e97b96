import type { Page } from '@playwright/test';
import { findings } from './harness/look';
import { PASSWORD } from './harness/people';
import { expect, test } from './harness/test';

/** Fails when axe finds something serious on the page as it stands. */
async function expectAccessible(page: Page, where: string): Promise<void> {
  const serious = (await findings(page)).filter((finding) => /^(serious|critical)/.test(finding));
  expect(serious, where).toEqual([]);
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
}

/** Invites somebody as `role` on the people screen; returns the link. */
async function invite(owner: Page, role: string): Promise<string> {
  await owner.goto('/people');
  await owner.getByRole('button', { name: 'Invite somebody' }).click();
  await owner.getByRole('combobox', { name: 'Role' }).click();
  await owner.getByRole('option', { name: role, exact: true }).click();
  await owner.getByRole('button', { name: 'Make the link' }).click();
  const link = await owner.getByText('/join#token=').textContent();
  await owner.getByRole('button', { name: 'Done' }).click();
  return link ?? '';
}

/** Opens an invitation on `page` and joins. */
async function accept(page: Page, link: string, name: string, email: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
}

test('the owner invites a technician, who joins; the owner changes their role, shuts them out and undoes it', async ({
  desk,
  pageOf,
}) => {
  const page = await pageOf(desk.owner);
  const link = await invite(page, 'L1 technician');
  const technician = await pageOf(null);
  await accept(technician, link, 'Tom Tech', 'tom@example.com');
  await expect(technician.getByRole('link', { name: 'People' })).toHaveCount(0);

  await page.reload();
  await page.getByRole('button', { name: 'Tom Tech', exact: true }).click();
  await page.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'Engineer' }).click();
  await page.getByLabel('Also takes L1 work').check();
  await expectAccessible(page, 'changing a person');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /Tom Tech/ })).toContainText('Engineer + L1');

  await page.getByRole('button', { name: 'More for Tom Tech' }).click();
  await expectAccessible(page, 'the menu of a person');
  await page.getByRole('menuitem', { name: 'Deactivate' }).click();
  // The offer to undo stays as long as the pointer is on it.
  await page.getByRole('button', { name: 'Undo' }).hover();
  await technician.goto('/settings');
  await expect(technician).toHaveURL(/\/sign-in/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('row', { name: /Tom Tech/ })).toBeVisible();
  await signIn(technician, 'tom@example.com', PASSWORD);
});

test('an invitation that is withdrawn lets nobody in', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.owner);
  const link = await invite(page, 'Viewer');
  await page.getByRole('tab', { name: 'Invitations' }).click();
  await page
    .getByRole('row', { name: /Viewer.*Open/ })
    .getByRole('button', { name: 'Withdraw' })
    .first()
    .click();
  await expect(page.getByText('its link works no more')).toBeVisible();
  const stranger = await pageOf(null);
  await stranger.goto(link);
  await expect(stranger.getByRole('alert')).toBeVisible();
  await expectAccessible(stranger, 'an ended invitation');
});

test('somebody who forgot their password gets a link from the owner', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.owner);
  const member = await pageOf(null);
  await accept(member, await invite(page, 'Viewer'), 'Vera Viewer', 'vera@example.com');
  await page.reload();
  await page.getByRole('button', { name: 'More for Vera Viewer' }).click();
  await page.getByRole('menuitem', { name: 'Make a reset link' }).click();
  const link = (await page.getByText('/reset#token=').textContent()) ?? '';
  await page.getByRole('button', { name: 'Done' }).click();
  await member.goto(link);
  await member.getByRole('textbox', { name: 'Password' }).fill('a quite new password');
  await expectAccessible(member, 'reset');
  await member.getByRole('button', { name: 'Set the password' }).click();
  await expect(member).toHaveURL('/sign-in');
  await signIn(member, 'vera@example.com', 'a quite new password');
});

test('a team is made, changed and removed', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.owner);
  await page.goto('/people?tab=teams');
  await page.getByRole('button', { name: 'Make a team' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name of the team').fill('Night shift');
  await dialog.getByRole('combobox', { name: 'Members' }).click();
  await page.getByRole('option', { name: desk.owner.name }).click();
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Make a team' }).click();
  await expect(page.getByRole('row', { name: /Night shift/ })).toContainText(desk.owner.name);
  await page.getByRole('button', { name: 'Night shift' }).click();
  await dialog.getByLabel('Name of the team').fill('Early shift');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page
    .getByRole('row', { name: /Early shift/ })
    .getByRole('button', { name: 'Remove' })
    .click();
  await expectAccessible(page, 'the question before removing');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Teams group people')).toBeVisible();
});

test('settings are saved, and what somebody else saved meanwhile is not overwritten', async ({
  desk,
  pageOf,
}) => {
  const page = await pageOf(desk.owner);
  await page.goto('/settings?tab=account');
  const other = await pageOf(desk.owner);
  await other.goto('/settings?tab=account');
  await other.getByLabel('Idle limit').fill('48');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByText('Saved.')).toBeVisible();
  await page.getByLabel('Idle limit').fill('12');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Changed elsewhere');
  await page.getByRole('button', { name: 'Show theirs' }).click();
  await expect(page.getByLabel('Idle limit')).toHaveValue('48 h');
});

test('an API key is shown once and opens the API until it is revoked', async ({
  desk,
  pageOf,
  playwright,
  server,
}) => {
  const page = await pageOf(desk.owner);
  await page.goto('/settings?tab=keys');
  await page.getByText('There is no API key yet.').waitFor();
  await page.keyboard.press('c');
  await page.getByLabel('What is it for?').fill('Import from the wiki');
  await page.getByRole('dialog').getByRole('button', { name: 'Make a key' }).click();
  const secret = (await page.getByText(/^rf_/).textContent()) ?? '';
  await expectAccessible(page, 'a new key');
  await page.getByRole('button', { name: 'Done' }).click();
  const program = await playwright.request.newContext({
    baseURL: server.url,
    extraHTTPHeaders: { Authorization: `Bearer ${secret}` },
  });
  expect((await program.get('/api/v1/me')).status()).toBe(200);
  await page
    .getByRole('row', { name: /Import from the wiki/ })
    .getByRole('button', { name: 'Revoke' })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('There is no API key yet.')).toBeVisible();
  expect((await program.get('/api/v1/me')).status()).toBe(401);
});

test('the audit log tells who did what, and filters stand in the address', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.owner);
  await page.goto('/audit');
  await page.getByRole('combobox', { name: 'Action' }).click();
  await page.getByRole('option', { name: 'Made the account' }).click();
  await expect(page).toHaveURL(/action=account\.create/);
  await expect(page.getByRole('row', { name: /Olive Owner.*Made the account/ })).toBeVisible();
  await expect(page.getByText('1 shown')).toBeVisible();
});

test('the keyboard goes everywhere: help, commands, places, lists, and can be switched off', async ({
  desk,
  pageOf,
}) => {
  const page = await pageOf(desk.owner);
  await page.goto('/people');
  await page.getByRole('row', { name: /Olive Owner/ }).waitFor();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible(page, 'the help sheet');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('audit');
  await expectAccessible(page, 'the commands');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/audit');
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(page).toHaveURL('/people');
  await page.getByRole('row', { name: /Olive Owner/ }).waitFor();
  await page.keyboard.press('j');
  await expect(page.locator('[data-list-item]').first()).toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.type('gsc');
  await expect(page.getByLabel('Search by name or e-mail')).toHaveValue('gsc');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Your account/ }).click();
  await expectAccessible(page, 'the menu of the person');
  await page.getByRole('menuitemcheckbox', { name: 'Single-key shortcuts' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
