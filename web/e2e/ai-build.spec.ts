import type { Locator, Page } from '@playwright/test';
import { isAsked } from './harness/asked';
import type { Desk } from './harness/desk';
import { findings, picture, quiet, sideways, wear } from './harness/look';
import { type Provider, startProvider, useModel, useNoModel } from './harness/loopback';
import type { Person } from './harness/people';
import { expect, test } from './harness/test';

test.use({ installation: 'ai-build' });
test.setTimeout(150_000);

/** The first call of a server loads the library that calls models. */
const FIRST_CALL = { timeout: 60_000 };

/** The playbook knows it, no starter flow does. */
const PHONE = 'My desk phone is dead, no dial tone';
const DISPLAY = "What does the phone's display show?";
const CABLE = /network cable firm/;
/** Neither of them knows it; the provider of the tests answers anything. */
const COFFEE = 'The coffee machine wants a static address';
const FIRST = 'Who else has it?';
const SECOND = 'Have the user restart the device and try again.';

const STUCK = 'The next question could not be worked out';
const MAKING = 'Working out the next question…';

let provider: Provider;
test.beforeAll(async ({ desk }) => {
  test.setTimeout(180_000);
  provider = await startProvider();
  // Afterwards a call takes a moment, however slow the machine is.
  await useModel(desk.owner, provider, 'fine');
  await begin(desk, COFFEE);
});
test.afterAll(() => provider.stop());

interface Made {
  walk_id: string | null;
}

/** How many calls to the provider a walk took. */
async function callsFor(owner: Person, walkId: string): Promise<number> {
  const { items } = await owner.api.get<{ items: Made[] }>('ai/usage/calls?limit=100');
  return items.filter((call) => call.walk_id === walkId).length;
}

/** A walk that no flow fits, with its first question, and where its page is. */
async function begin(desk: Desk, problem: string): Promise<{ id: string; path: string }> {
  const data = { problem_text: problem, ticket: { kind: 'internal' }, none_fit: true };
  const answer = await desk.technician.api.context.post('/api/v1/l1/intake', { data, ...FIRST_CALL });
  expect(answer.ok(), await answer.text()).toBe(true);
  const { id } = (await answer.json()).session;
  return { id, path: `/walks/${id}` };
}

/** Holds what is sent back until it is opened. */
class Gate {
  open: () => void = () => {};
  readonly opened = new Promise<void>((done) => {
    this.open = done;
  });
}

async function takeInByKeys(page: Page, problem: string): Promise<void> {
  await page.goto('/home');
  await expect(page.getByRole('textbox', { name: 'Problem' })).toBeFocused();
  await page.keyboard.type(problem);
  await page.keyboard.press('Control+Enter');
}

const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 2, name });
const notice = (page: Page): Locator => page.getByRole('note');
const notes = (page: Page): Locator => page.getByRole('textbox', { name: 'Notes', exact: true });
const steps = (page: Page): Locator =>
  page.getByRole('region', { name: 'Path so far' }).getByRole('listitem');

/** The page in the light and in the dark: looked at by axe, and by people when `E2E_PICTURES` is set. */
async function look(page: Page, name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await wear(page, scheme);
    await picture(page, `${name}-${scheme}`);
    expect(await findings(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
  }
}

test('what no flow fits is walked with the playbook by keys alone, and never called AI', async ({
  desk,
  pageOf,
}) => {
  await useNoModel(desk.owner);
  const page = await pageOf(desk.technician);
  await takeInByKeys(page, PHONE);
  // The word “phone” stands in flows that are about something else.
  await isAsked(page, 'Which of these fits?');
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { level: 1, name: 'Built as you walk' })).toBeVisible(FIRST_CALL);
  await isAsked(page, DISPLAY);
  await expect(notice(page)).toContainText('These steps are from the built-in library, which people wrote.');
  await expect(notice(page)).toHaveText(/Built-in playbook, no AI12 of 12 questions left$/);
  await expect(page.getByText(/not been reviewed/)).toHaveCount(0);
  await look(page, 'ai-build-playbook');

  await page.keyboard.press('1');
  await isAsked(page, CABLE);
  await expect(notice(page)).toContainText('11 of 12 questions left');
  await page.keyboard.press('u');
  await isAsked(page, DISPLAY);
  await expect(page.getByRole('heading', { name: 'Also tried' })).toBeVisible();
  await page.keyboard.press('1');
  await isAsked(page, CABLE);
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: 'Resolve' });
  await expect(dialog.getByText('Did the steps help?')).toBeVisible();
  await dialog.getByLabel('How it was solved').fill('The cable was loose.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Resolved. The ticket note is ready.')).toBeVisible();
  await expect(notice(page)).toContainText('Built-in playbook, no AI');
  await page.goto('/home');
  const ended = page.getByRole('region', { name: 'Recently ended' });
  await expect(ended.getByText('Built as you walk').first()).toBeVisible();
});

test('what neither flows nor the playbook know is out of scope, with the reason', async ({
  desk,
  pageOf,
}) => {
  await useNoModel(desk.owner);
  const page = await pageOf(desk.newcomer);
  await takeInByKeys(page, 'The lift is stuck between two floors');
  await isAsked(page, 'No flow fits this problem');
  await expect(
    page.getByText(/Neither your flows nor the built-in playbook know this problem/),
  ).toBeVisible();
});

test('a question is paid once, however often its page is loaded while it is made and when it is there', async ({
  desk,
  pageOf,
}) => {
  await useModel(desk.owner, provider, 'held');
  await provider.hold();
  const page = await pageOf(desk.technician);
  const problem = `${COFFEE}, on floor ${test.info().repeatEachIndex + 1}.${test.info().retry}`;
  await takeInByKeys(page, problem);
  await expect(page.getByText(/Where none fits, the first question is worked out/)).toBeVisible();
  const open = async (): Promise<string> => {
    const query = 'l1/sessions?status=active&mine=true&limit=5';
    const { items } = await desk.technician.api.get<{ items: { id: string; title: string }[] }>(query);
    return items.find((walk) => walk.title === problem)?.id ?? '';
  };
  await expect.poll(open).not.toBe('');
  const id = await open();
  await page.goto(`/walks/${id}`);
  await expect(heading(page, 'Working out the first question…')).toBeFocused();
  await notes(page).fill('Stands in the kitchen.');
  await provider.release();
  await expect(heading(page, FIRST)).toBeVisible();
  await expect(notes(page)).toBeFocused();
  for (let again = 0; again < 5; again += 1) {
    await page.reload();
    await isAsked(page, FIRST);
  }
  await expect(notes(page)).toHaveValue('Stands in the kitchen.');
  await expect(notice(page)).toHaveText(
    /Anthropic claude-haiku-5-5.*12 of 12 questions left · \$0\.0\d+ so far \(1 call\)/,
  );
  expect(await callsFor(desk.owner, id)).toBe(1);
});

test('while the next question is made its place keeps its height and the focus; the answer is on record', async ({
  desk,
  pageOf,
}) => {
  await useModel(desk.owner, provider, 'held');
  await provider.release();
  const { id, path } = await begin(desk, COFFEE);
  const page = await pageOf(desk.technician);
  await page.goto(path);
  await isAsked(page, FIRST);
  const place = page.locator('[data-place]');
  const height = (): Promise<number> => place.evaluate((element) => element.getBoundingClientRect().height);
  // Fields and fonts still give it its height for a moment.
  await quiet(page);
  const before = await height();
  const sending = new Gate();
  await page.route('**/step', async (route) => {
    await sending.opened;
    await route.continue();
  });
  await page.keyboard.press('1');
  await expect(heading(page, MAKING)).toBeFocused();
  await expect(page.getByText('You answered “Nobody else” to “Who else has it?”.')).toBeVisible();
  await expect.poll(async () => Math.abs((await height()) - before)).toBeLessThan(1);
  await look(page, 'ai-build-making');
  await provider.hold();
  sending.open();
  const stepsTaken = async (): Promise<number> =>
    (await desk.technician.api.get<{ step_count: number }>(`l1/sessions/${id}`)).step_count;
  await expect.poll(stepsTaken).toBe(1);
  await page.reload();
  await expect(heading(page, MAKING)).toBeFocused();
  await expect(steps(page)).toHaveText([/Who else has it\?Nobody else/]);
  await expect(page.getByText(/is not sent yet|was not taken/)).toHaveCount(0);
  await provider.release();
  await isAsked(page, SECOND);
  await expect(steps(page)).toHaveCount(1);
  await expect(notice(page)).toContainText('11 of 12 questions left');
  expect(await callsFor(desk.owner, id)).toBe(2);
  await page.keyboard.press('1');
  await isAsked(page, /try again\. It works again\.$/);
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog').getByLabel('How it was solved')).toHaveValue(/It works again/);
});

test('an answer given without a connection is sent when it is back, and counts once', async ({
  desk,
  pageOf,
}) => {
  await useModel(desk.owner, provider, 'fine');
  const { id, path } = await begin(desk, COFFEE);
  const page = await pageOf(desk.technician);
  await page.goto(path);
  await isAsked(page, FIRST);
  await page.context().setOffline(true);
  await page.keyboard.press('2');
  await expect(page.getByText(/“Several people” is not sent yet/)).toBeVisible();
  await page.context().setOffline(false);
  await isAsked(page, SECOND);
  await expect(steps(page)).toHaveCount(1);
  expect(await callsFor(desk.owner, id)).toBe(2);
});

test('when the provider fails half-way the playbook goes on, labelled, by keys alone', async ({
  desk,
  pageOf,
}) => {
  await useModel(desk.owner, provider, 'fine');
  const { id, path } = await begin(desk, PHONE);
  await useModel(desk.owner, provider, '529');
  const page = await pageOf(desk.technician);
  await page.goto(path);
  await isAsked(page, FIRST);
  await page.keyboard.press('1');
  await expect(heading(page, STUCK)).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('your path and notes are kept');
  await look(page, 'ai-build-stuck');
  const calls = await callsFor(desk.owner, id);
  await page.keyboard.press('t');
  await expect.poll(() => callsFor(desk.owner, id)).toBeGreaterThan(calls);
  await expect(heading(page, STUCK)).toBeFocused();
  await page.reload();
  await expect(heading(page, STUCK)).toBeFocused();
  await page.keyboard.press('b');
  await isAsked(page, DISPLAY);
  await expect(notice(page)).toContainText('Built-in playbook, no AI');
  await expect(steps(page).filter({ hasText: FIRST })).toContainText('Made by a model');
});

test('with the credit used up the playbook is the main way on, and a solved walk warns of nothing', async ({
  desk,
  pageOf,
}) => {
  await useModel(desk.owner, provider, 'fine');
  const { path } = await begin(desk, PHONE);
  await useModel(desk.owner, provider, 'budget');
  const page = await pageOf(desk.technician);
  await page.goto(path);
  await isAsked(page, FIRST);
  await page.keyboard.press('1');
  await expect(heading(page, STUCK)).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('go on with the built-in playbook or escalate');
  const filled = page.getByRole('main').locator('button[data-variant="filled"]');
  await expect(filled).toHaveText([/Go on with the playbook/]);
  await look(page, 'ai-build-no-credit');
  await page.keyboard.press('b');
  await isAsked(page, DISPLAY);
  await expect(notice(page)).toContainText('A model made some of these steps');
  await look(page, 'ai-build-both');
  await page.keyboard.press('r');
  await page.getByRole('dialog').getByLabel('How it was solved').fill('Plugged in again');
  await page.keyboard.press('Control+Enter');
  await expect(notice(page)).toContainText('the others were from the built-in library');
  await expect(notice(page)).not.toContainText('judgement');
  await look(page, 'ai-build-solved');
});

test('where nobody can go on one keeps notes and hands over what was walked', async ({ desk, pageOf }) => {
  await useModel(desk.owner, provider, 'fine');
  const { path } = await begin(desk, COFFEE);
  await useModel(desk.owner, provider, 'refuse');
  const page = await pageOf(desk.technician, { phone: true });
  await page.goto(path);
  await isAsked(page, FIRST);
  await look(page, 'ai-build-phone');
  await page.keyboard.press('1');
  await expect(heading(page, STUCK)).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('The model declined to answer');
  await expect(page.getByRole('button', { name: /Go on with the playbook/ })).toHaveCount(0);
  await look(page, 'ai-build-stuck-phone');
  await page.keyboard.press('.');
  await expect(notes(page)).toBeFocused();
  await expect(heading(page, 'Going on with notes')).toBeVisible();
  await page.keyboard.type('Asked the facility team for a port.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog', { name: 'Escalate' });
  await expect(dialog.getByLabel('What has been tried')).toHaveValue(/Who else has it\? → Nobody else/);
  await dialog.getByLabel('Why it is handed over').fill('Needs a reservation on the server.');
  await dialog.getByLabel('Why it goes on with gaps').fill('No hypothesis yet.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Escalated/).first()).toBeVisible();
});

test('questions are made ahead where the owner wants it, and the usage says so', async ({ desk, pageOf }) => {
  await useModel(desk.owner, provider, 'fine');
  const page = await pageOf(desk.owner);
  await page.goto('/settings?tab=ai');
  const ahead = page.getByRole('checkbox', { name: /Make next questions ahead/ });
  await expect(ahead).not.toBeChecked();
  await ahead.check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await begin(desk, COFFEE);
  const tasks = async (): Promise<string[]> => {
    const { period } = await desk.owner.api.get<{ period: { task: string }[] }>('ai/usage');
    return period.map((one) => one.task);
  };
  await expect.poll(tasks, FIRST_CALL).toContain('ahead');
  await page.reload();
  await expect(ahead).toBeChecked();
  const usage = page.getByRole('table', { name: 'Usage and cost' });
  await expect(usage.getByText('Next steps made ahead')).toBeVisible();
  await look(page, 'ai-build-settings');
});
