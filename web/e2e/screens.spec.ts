import type { Page } from '@playwright/test';
import { type Desk, flowNamed } from './harness/desk';
import { findings, onPhone, picture, quiet, sideways, wear } from './harness/look';
import type { Person } from './harness/people';
import { expect, test } from './harness/test';

interface Screen {
  name: string;
  as: (desk: Desk) => Person | null;
  at: (desk: Desk) => string;
  /** The heading that says the screen is there. */
  heading: string | RegExp;
  /** What is done on it before it is looked at. */
  act?: (page: Page) => Promise<void>;
}

const technician = (desk: Desk): Person => desk.technician;
const newcomer = (desk: Desk): Person => desk.newcomer;
const engineer = (desk: Desk): Person => desk.engineer;
const owner = (desk: Desk): Person => desk.owner;
const nobody = (): null => null;
const walk = (which: keyof Desk['walks']) => (desk: Desk) => `/walks/${desk.walks[which]}`;
const at = (path: string) => () => path;
const press = (key: string) => (page: Page) => page.keyboard.press(key);

async function takeIn(page: Page, problem: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Problem' }).fill(problem);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Work without a flow' }).waitFor();
}

async function propose(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'What is the flow called?' }).fill('Printer does not print');
  await page.getByRole('button', { name: 'Propose branches' }).click();
  await page.getByRole('textbox', { name: 'Branch 2', exact: true }).waitFor();
}

async function workOut(page: Page): Promise<void> {
  await propose(page);
  await page.getByRole('button', { name: 'Go on to the detail' }).click();
  await page.getByRole('button', { name: /^Work \d branches out/ }).click();
  await page.getByRole('button', { name: 'Go on to the review' }).click();
  await page.getByRole('list', { name: 'The flow as it will be' }).waitFor();
}

const SCREENS: readonly Screen[] = [
  { name: 'sign-in', as: nobody, at: at('/sign-in'), heading: 'Sign in' },
  { name: 'forgotten', as: nobody, at: at('/forgotten'), heading: 'Forgotten your password?' },
  { name: 'set-up-done', as: nobody, at: at('/setup'), heading: 'Set up ResolutionFlow' },
  { name: 'join', as: nobody, at: (desk) => `/join#token=${desk.invitation}`, heading: 'Join Northwind IT' },
  { name: 'home', as: technician, at: at('/home'), heading: 'What is the problem?' },
  { name: 'home-empty', as: newcomer, at: at('/home'), heading: 'What is the problem?' },
  { name: 'home-engineer', as: engineer, at: at('/home'), heading: 'Open walks' },
  {
    name: 'home-details',
    as: newcomer,
    at: at('/home'),
    heading: 'What is the problem?',
    act: (page) => page.getByRole('button', { name: /Client, contact/ }).click(),
  },
  {
    name: 'suggestions',
    as: newcomer,
    at: at('/home'),
    heading: 'What is the problem?',
    act: (page) => takeIn(page, 'Outlook on the web signs her in but shows no mailbox'),
  },
  {
    name: 'out-of-scope',
    as: newcomer,
    at: at('/home'),
    heading: 'What is the problem?',
    act: (page) => takeIn(page, 'The lift is stuck between two floors'),
  },
  { name: 'walk', as: technician, at: walk('question'), heading: /Which Outlook/ },
  { name: 'walk-evidence', as: technician, at: walk('evidence'), heading: /What does Outlook do/ },
  { name: 'walk-leaf', as: technician, at: walk('leaf'), heading: /./ },
  { name: 'walk-adhoc', as: technician, at: walk('adhoc'), heading: 'Working without a flow' },
  { name: 'walk-resolved', as: technician, at: walk('resolved'), heading: /Outlook/ },
  { name: 'walk-escalated', as: engineer, at: walk('escalated'), heading: /Outlook/ },
  { name: 'walk-taken', as: technician, at: walk('taken'), heading: 'Working without a flow' },
  { name: 'resolve', as: technician, at: walk('leaf'), heading: /./, act: press('r') },
  { name: 'escalate', as: technician, at: walk('question'), heading: /Which Outlook/, act: press('x') },
  {
    name: 'note',
    as: technician,
    at: walk('resolved'),
    heading: /Outlook/,
    act: (page) => page.getByRole('button', { name: 'Ticket note' }).click(),
  },
  { name: 'escalations', as: engineer, at: at('/escalations'), heading: 'Escalations' },
  { name: 'escalations-empty', as: engineer, at: at('/escalations?state=closed'), heading: 'Escalations' },
  { name: 'tickets', as: technician, at: at('/tickets'), heading: 'Tickets' },
  { name: 'tickets-empty', as: technician, at: at('/tickets?search=nowhere'), heading: 'Tickets' },
  { name: 'ticket', as: technician, at: (desk) => `/tickets/${desk.ticket}`, heading: /New starter/ },
  { name: 'ticket-new', as: technician, at: at('/tickets'), heading: 'Tickets', act: press('a') },
  { name: 'people', as: owner, at: at('/people'), heading: 'People' },
  { name: 'invitations', as: owner, at: at('/people?tab=invitations'), heading: 'People' },
  { name: 'teams', as: owner, at: at('/people?tab=teams'), heading: 'People' },
  { name: 'settings', as: owner, at: at('/settings'), heading: 'Settings' },
  { name: 'settings-security', as: owner, at: at('/settings?tab=security'), heading: 'Settings' },
  { name: 'settings-keys', as: owner, at: at('/settings?tab=keys'), heading: 'Settings' },
  { name: 'settings-account', as: owner, at: at('/settings?tab=account'), heading: 'Settings' },
  { name: 'settings-l1', as: owner, at: at('/settings?tab=l1'), heading: 'Settings' },
  { name: 'settings-notes', as: owner, at: at('/settings?tab=notes'), heading: 'Settings' },
  {
    name: 'settings-note-template',
    as: owner,
    at: at('/settings?tab=notes'),
    heading: 'Settings',
    act: (page) =>
      page
        .getByRole('button', { name: /New template/ })
        .first()
        .click(),
  },
  { name: 'settings-notifications', as: owner, at: at('/settings?tab=notifications'), heading: 'Settings' },
  { name: 'settings-webhooks', as: owner, at: at('/settings?tab=webhooks'), heading: 'Settings' },
  { name: 'waiting', as: technician, at: at('/waiting'), heading: /./ },
  { name: 'waiting-empty', as: newcomer, at: at('/waiting'), heading: /./ },
  { name: 'notifications', as: engineer, at: at('/notifications'), heading: 'Notifications' },
  { name: 'clients', as: technician, at: at('/clients'), heading: 'Clients' },
  { name: 'client', as: technician, at: (desk) => `/clients/${desk.client}`, heading: /Harbour/ },
  {
    name: 'overlays',
    as: engineer,
    at: (desk) => `/flows/${flowNamed(desk.flows, 'Wi-Fi').id}/clients`,
    heading: /where clients differ/,
  },
  {
    name: 'overlay',
    as: engineer,
    at: (desk) => `/flows/${flowNamed(desk.flows, 'Wi-Fi').id}/clients/${desk.client}?step=others`,
    heading: /version of Wi-Fi/,
  },
  { name: 'flow-new', as: engineer, at: at('/flows/new'), heading: 'New flow' },
  {
    name: 'flow-editor',
    as: engineer,
    at: (desk) => `/flows/${flowNamed(desk.flows, 'Outlook').id}/edit`,
    heading: /Outlook/,
  },
  { name: 'builder', as: engineer, at: at('/flows/build'), heading: 'Build with AI' },
  { name: 'builder-foundation', as: engineer, at: at('/flows/build?run=new'), heading: 'Build with AI' },
  {
    name: 'builder-branches',
    as: owner,
    at: at('/flows/build?run=new'),
    heading: 'Build with AI',
    act: propose,
  },
  {
    name: 'builder-review',
    as: owner,
    at: at('/flows/build?run=new'),
    heading: 'Build with AI',
    act: workOut,
  },
  { name: 'audit', as: owner, at: at('/audit'), heading: 'Audit log' },
  { name: 'help-sheet', as: technician, at: walk('question'), heading: /Which Outlook/, act: press('?') },
  { name: 'commands', as: technician, at: at('/tickets'), heading: 'Tickets', act: press('Control+k') },
  { name: 'nowhere', as: technician, at: at('/nowhere'), heading: 'There is nothing at this address' },
];

/** What can be wrong in the dark only. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

async function settle(page: Page): Promise<void> {
  await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
  await quiet(page);
}

async function open(screen: Screen, desk: Desk, page: Page): Promise<void> {
  await page.goto(screen.at(desk));
  await expect(page.getByRole('heading', { name: screen.heading }).first()).toBeVisible();
  await settle(page);
  await screen.act?.(page);
  await settle(page);
}

async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await wear(page, colorScheme);
    await picture(page, `${name}-${colorScheme}`);
    expect
      .soft(await findings(page, colorScheme === 'dark' ? COLOURS : undefined), `${name} ${colorScheme}`)
      .toEqual([]);
  }
  expect.soft(await sideways(page), `${name}: pixels to scroll sideways`).toBeLessThanOrEqual(0);
}

// Each screen stands for itself: any worker that is free takes the next.
test.describe.configure({ mode: 'parallel' });

for (const screen of SCREENS) {
  test(`${screen.name} reads well, wide and on a phone, light and dark`, async ({ desk, pageOf }) => {
    const page = await pageOf(screen.as(desk));
    await open(screen, desk, page);
    await look(page, `${screen.name}-wide`);
    if (!screen.act) {
      await onPhone(page);
      await settle(page);
      return look(page, `${screen.name}-phone`);
    }
    // What is done on a screen must be within reach on a phone too.
    const phone = await pageOf(screen.as(desk), { phone: true });
    await open(screen, desk, phone);
    await look(phone, `${screen.name}-phone`);
  });
}
