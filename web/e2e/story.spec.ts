import type { Page } from '@playwright/test';
import { isAsked } from './harness/asked';
import { Api, emailOf, PASSWORD, untilIndexed } from './harness/people';
import { expect, test } from './harness/test';

const FLOW_FILE = `resolutionflow: 1
id: 0193f4a0-5d00-7000-8000-0000000e2e01
title: Badge reader doesn't open the door
description: The badge reader at an entrance stays red, or doesn't light up at all.
category: Building
root_id: light

nodes:
  light:
    type: question
    text: Does the reader show a light?
    options:
      - id: red
        label: Red when the badge is held to it
        next_id: expired
      - id: dark
        label: No light at all
        next_id: power

  expired:
    type: resolution
    text: The badge had expired. Extended it in the badge system; the door opens.

  power:
    type: escalation
    text: The reader has no power.
    to: Facilities
    reason: Somebody has to look at the fuse of the entrance.
`;
const PROBLEM = 'Outlook won’t open on her laptop since the update, it hangs at loading profile';
const SECOND = 'Outlook on the web signs her in but shows no mailbox';

/** The owner names the account and themselves on the page that a fresh installation opens with. */
async function setUp(page: Page): Promise<void> {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Set up ResolutionFlow' })).toBeVisible();
  await page.getByLabel('Account name').fill('Northwind IT');
  await page.getByLabel('Your name').fill('Olive Owner');
  await page.getByLabel('E-mail address').fill(emailOf('Olive Owner'));
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await expect(page.getByRole('heading', { name: 'What is the problem?' })).toBeVisible();
}

/** Takes in a flow file; what it makes is seen before it is made. */
async function importFlow(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Flows' }).click();
  await page.getByRole('button', { name: 'Import flows' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'badge-reader.yaml',
    mimeType: 'application/yaml',
    buffer: Buffer.from(FLOW_FILE),
  });
  await page.getByRole('radio', { name: /Published at once/ }).check();
  await page.getByRole('button', { name: 'See what will be made' }).click();
  await expect(page.getByRole('heading', { name: 'What will be made' })).toBeVisible();
  await page.getByRole('button', { name: 'Import and publish 1 flow' }).click();
  await expect(page.getByText('1 flow was taken in.')).toBeVisible();
  await untilIndexed(new Api(page.context().request));
}

/** Makes an invitation; returns the link that the owner hands over. */
async function invite(page: Page, role: string): Promise<string> {
  await page.goto('/people');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: role, exact: true }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Copied')).toBeVisible();
  return clipboard(page);
}

async function join(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Join Northwind IT' })).toBeVisible();
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail address').fill(emailOf(name));
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
}

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Types a problem into the box, which has the focus by itself, and starts. */
async function takeIn(page: Page, problem: string): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'Problem' })).toBeFocused();
  await page.keyboard.type(problem);
  await page.keyboard.press('Control+Enter');
}

/** Presses Tab until the field has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: string): Promise<void> {
  const field = page.getByLabel(name, { exact: true }).first();
  for (let pressed = 0; pressed < 12; pressed += 1) {
    await page.keyboard.press('Tab');
    if (await field.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`“${name}” is not reached by Tab`);
}

/** The technician's first ticket, without ever touching the mouse. */
async function resolveOne(page: Page): Promise<void> {
  await takeIn(page, PROBLEM);
  await expect(page.getByRole('heading', { level: 1, name: /Outlook/ })).toBeVisible();
  await isAsked(page, 'Does only one person have it, or several?');
  await page.keyboard.press('2');
  await isAsked(page, 'Look whether Microsoft reports a fault.');
  await page.keyboard.press('u');
  await isAsked(page, 'Does only one person have it, or several?');
  await expect(page.getByRole('heading', { name: 'Also tried' })).toBeVisible();
  await page.keyboard.press('1');
  await isAsked(page, /Does the mailbox open in the browser/);
  await page.keyboard.press('4');
  await isAsked(page, /Bring the computer back on the network/);
  await page.keyboard.press('.');
  await expect(page.getByRole('textbox', { name: 'Notes', exact: true })).toBeFocused();
  await page.keyboard.type('Hotel Wi-Fi wanted a sign-in, ticket of Dana Fox.');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.keyboard.press('1');
  await isAsked(page, /The network was to blame/);
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: 'Resolve' });
  await expect(dialog.getByRole('textbox', { name: 'How it was solved' })).toHaveValue(
    /network was to blame/,
  );
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Resolved. The ticket note is ready.')).toBeVisible();
}

async function copyNote(page: Page): Promise<void> {
  await page.keyboard.press('c');
  await expect(page.getByText('Internal ticket note copied')).toBeVisible();
  const note = await clipboard(page);
  expect(note).toContain(PROBLEM);
  expect(note).toContain('No page opens at all');
  expect(note).toContain('Hotel Wi-Fi wanted a sign-in');
  expect(note, 'what was undone').toContain('Several people');
  expect(note).toContain('The network was to blame');
}

async function escalateAnother(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await takeIn(page, SECOND);
  await isAsked(page, 'Which of these fits?');
  await expect(page.getByRole('button', { name: /^Outlook won't open/ })).toContainText('possible');
  await page.keyboard.press('1');
  await isAsked(page, 'Does only one person have it, or several?');
  await page.keyboard.press('1');
  await isAsked(page, /Does the mailbox open in the browser/);
  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog', { name: 'Escalate' });
  await expect(dialog.getByRole('textbox', { name: 'Why it is handed over' })).toBeFocused();
  await page.keyboard.type('I can’t see licences.');
  await expect(dialog.getByRole('textbox', { name: 'What has been tried' })).toHaveValue(/One person/);
  await tabTo(page, 'Who is told');
  await page.keyboard.type('Erin');
  await expect(page.getByRole('option', { name: 'Erin Engineer' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await tabTo(page, 'Current hypothesis');
  await page.keyboard.type('The licence is missing.');
  await tabTo(page, 'What to verify first');
  await page.keyboard.type('The licence in the admin center.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Escalated to Erin Engineer.')).toBeVisible();
}

async function seesIt(page: Page): Promise<void> {
  await page.goto('/escalations');
  await page.getByRole('link', { name: SECOND }).click();
  await expect(page.getByRole('heading', { name: 'Hand-over' })).toBeVisible();
  await expect(page.getByText('I can’t see licences.')).toBeVisible();
  await expect(page.getByText('The licence in the admin center.')).toBeVisible();
  await page.getByRole('button', { name: 'Take over' }).click();
  await isAsked(page, /Does the mailbox open in the browser/);
  await page.goto('/escalations?state=taken');
  // The row of the list; the tab of the walk begins with its number.
  const row = page.getByRole('link', { name: new RegExp(`^${SECOND}`) });
  await expect(row).toContainText('with Erin Engineer');
}

test.use({ installation: 'fresh' });

test('a help desk from the first page to a resolved and an escalated ticket', async ({ pageOf }) => {
  test.setTimeout(180_000);
  const [owner, technician, engineer] = await Promise.all([pageOf(null), pageOf(null), pageOf(null)]);
  await test.step('the owner sets up', () => setUp(owner));
  await test.step('the owner imports a flow', () => importFlow(owner));
  await test.step('a technician joins by link', async () =>
    join(technician, await invite(owner, 'L1 technician'), 'Theo Tech'));
  await test.step('an engineer joins by link', async () =>
    join(engineer, await invite(owner, 'Engineer'), 'Erin Engineer'));
  await test.step('the technician resolves a ticket by keyboard', () => resolveOne(technician));
  await test.step('and copies the ticket note', () => copyNote(technician));
  await test.step('and escalates another', () => escalateAnother(technician));
  await test.step('the engineer sees it and takes over', () => seesIt(engineer));
});
