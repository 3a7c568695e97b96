import type { Page } from '@playwright/test';
import { isAsked } from './harness/asked';
import { answer, type Desk, flowNamed, takeIn } from './harness/desk';
import { join, type Person } from './harness/people';
import { expect, test } from './harness/test';

test.use({ installation: 'workspace' });
// Each story has a technician of its own: any worker that is free takes the next.
test.describe.configure({ mode: 'parallel' });

const FIRST = 'Does only one person have it, or several?';
const SECOND = 'Does the mailbox open in the browser at outlook.office.com?';

/** What is loaded before it is wanted, so that it is there without a connection. */
const SCREENS_AHEAD = ['HomePage', 'WaitingPage'];

let people = 0;

/** A technician of their own for each story, so that no story meets the walks of another. */
async function technician(desk: Desk, url: string): Promise<Person> {
  people += 1;
  return join(url, desk.owner, 'l1_tech', `Tess Tabs ${people}`);
}

async function outlook(desk: Desk, who: Person, problem: string): Promise<string> {
  return (await takeIn(who.api, problem, flowNamed(desk.flows, 'Outlook'))).id;
}

const strip = (page: Page) => page.getByRole('navigation', { name: 'Open walks' });
const tabOf = (page: Page, words: string) => strip(page).getByRole('link', { name: new RegExp(words) });
const notes = (page: Page) => page.getByRole('textbox', { name: 'Notes', exact: true });

test('an interrupted note waits in its tab with its caret, and another machine shows the same tabs', async ({
  desk,
  server,
  pageOf,
}) => {
  const tess = await technician(desk, server.url);
  const first = await outlook(desk, tess, 'Outlook is slow');
  await outlook(desk, tess, 'Outlook asks for the password');
  const page = await pageOf(tess);
  await page.goto(`/walks/${first}`);
  await isAsked(page, FIRST);
  await page.keyboard.press('.');
  await page.keyboard.type('Caller is Dana');
  await page.keyboard.press('Home');
  await expect(strip(page).getByRole('listitem')).toHaveCount(2);
  await page.keyboard.press('Alt+2');
  await expect(tabOf(page, 'Outlook asks')).toHaveAttribute('aria-current', 'page');
  await isAsked(page, FIRST);
  await page.keyboard.press('Alt+1');
  await expect(notes(page)).toBeFocused();
  await page.keyboard.type('Note: ');
  await expect(notes(page)).toHaveValue('Note: Caller is Dana');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const other = await pageOf(tess);
  await other.goto('/home');
  await expect(strip(other).getByRole('listitem')).toHaveCount(2);
  await other.keyboard.press('Alt+1');
  await expect(notes(other)).toHaveValue('Note: Caller is Dana');
});

const PROBLEM = 'Outlook won’t open on her laptop since the update, it hangs at loading profile';

/** Takes a ticket in by keys alone, from wherever the person is. */
async function takeInByKeys(page: Page, problem: string): Promise<void> {
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Problem' })).toBeFocused();
  await page.keyboard.type(problem);
  await page.keyboard.press('Control+Enter');
  await isAsked(page, FIRST);
}

/** Types a note on the walk at hand and leaves the field. */
async function noteByKeys(page: Page, words: string): Promise<void> {
  await page.keyboard.press('.');
  await page.keyboard.type(words);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeFocused();
}

test('ten interrupted tickets are worked by keyboard alone, and no note is typed twice', async ({
  desk,
  server,
  pageOf,
}) => {
  test.setTimeout(180_000);
  const tess = await technician(desk, server.url);
  const page = await pageOf(tess);
  await page.goto('/home');
  await expect(page.getByRole('textbox', { name: 'Problem' })).toBeFocused();
  // With the strip come its keys.
  await expect(strip(page)).toBeVisible();
  await page.keyboard.press('Escape');
  for (let ticket = 1; ticket <= 10; ticket += 1) {
    // Each call comes in while the one before it is in the middle.
    await takeInByKeys(page, PROBLEM);
    await noteByKeys(page, `Caller ${ticket} on the line.`);
    await page.keyboard.press('1');
    await isAsked(page, SECOND);
  }
  await expect(strip(page).getByRole('listitem')).toHaveCount(10);
  // A wrong answer on the third is taken back, and the fourth waits for its caller.
  await page.keyboard.press('Alt+3');
  await expect(notes(page)).toHaveValue('Caller 3 on the line.');
  await page.keyboard.press('u');
  await isAsked(page, FIRST);
  await page.keyboard.press('Alt+4');
  await expect(notes(page)).toHaveValue('Caller 4 on the line.');
  // Parked in three keystrokes: half an hour, for the caller.
  await page.keyboard.press('p');
  await expect(page.getByLabel('What are you waiting for?')).toBeFocused();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Waiting on: the caller/).first()).toBeVisible();
  await page.keyboard.press('Alt+1');
  const worked: string[] = [];
  for (let ticket = 1; ticket <= 10; ticket += 1) {
    const isWorked = async () => worked.includes(await notes(page).inputValue());
    await expect.poll(isWorked, 'the next walk is there').toBe(false);
    await expect(notes(page)).toHaveValue(/Caller \d+ on the line\./);
    worked.push(await notes(page).inputValue());
    await page.keyboard.press('r');
    await expect(page.getByRole('textbox', { name: 'How it was solved' })).toBeFocused();
    await page.keyboard.type(' Restarted it.');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Resolved. The ticket note is ready.')).toBeVisible();
    await page.keyboard.press('Control+Enter');
    // The parked one comes last, by the key of the waiting list.
    if (ticket !== 9) continue;
    await expect(page.getByRole('textbox', { name: 'Problem' })).toBeFocused();
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await expect(page.getByRole('heading', { name: 'Waiting on…' })).toBeFocused();
    await page.keyboard.press('p');
    await isAsked(page, SECOND);
  }
  expect(worked.sort()).toEqual(
    Array.from({ length: 10 }, (_, index) => `Caller ${index + 1} on the line.`).sort(),
  );
  await expect(page.getByRole('textbox', { name: 'Problem' })).toBeFocused();
  await expect(strip(page).getByRole('listitem')).toHaveCount(0);
});

test('without a connection notes and one answer are kept, and are sent once when it is back', async ({
  desk,
  server,
  pageOf,
}) => {
  const tess = await technician(desk, server.url);
  const first = await outlook(desk, tess, 'Outlook on the train');
  const second = await outlook(desk, tess, 'Outlook in the tunnel');
  const page = await pageOf(tess);
  const readAhead = [page.waitForEvent('requestfinished', (one) => one.url().endsWith(second))];
  for (const screen of SCREENS_AHEAD) {
    readAhead.push(page.waitForEvent('requestfinished', (one) => one.url().includes(`/${screen}-`)));
  }
  await page.goto(`/walks/${first}`);
  await isAsked(page, FIRST);
  await Promise.all(readAhead);
  await page.context().setOffline(true);
  await expect(page.getByText(/^No connection/)).toBeVisible();
  await noteByKeys(page, 'Typed in the tunnel');
  await page.keyboard.press('1');
  await expect(page.getByText(/“One person” is not sent yet/)).toBeVisible();
  await expect(tabOf(page, 'on the train')).toContainText('not saved yet');
  // The other walk is there, too, and takes a note.
  await page.keyboard.press('Alt+2');
  await isAsked(page, FIRST);
  await noteByKeys(page, 'Second, without a connection');
  await page.keyboard.press('Alt+1');
  await expect(notes(page)).toHaveValue('Typed in the tunnel');
  await page.context().setOffline(false);
  await isAsked(page, SECOND);
  await expect(page.getByText(/^No connection/)).toHaveCount(0);
  await expect(page.getByText(/is not sent yet/)).toHaveCount(0);
  const kept = async (id: string) => {
    const walk = await tess.api.get<{ walk_notes: string[]; step_count: number }>(`l1/sessions/${id}`);
    return [walk.walk_notes, walk.step_count];
  };
  await expect.poll(() => kept(first)).toEqual([['Typed in the tunnel'], 1]);
  await expect.poll(() => kept(second)).toEqual([['Second, without a connection'], 0]);
});

test('an answer whose receipt was lost counts once, also after the browser was closed', async ({
  desk,
  server,
  pageOf,
}) => {
  const tess = await technician(desk, server.url);
  const walk = await outlook(desk, tess, 'Outlook and the lost receipt');
  const page = await pageOf(tess);
  await page.goto(`/walks/${walk}`);
  await isAsked(page, FIRST);
  // The server takes the answer; what it says never arrives, and the page can't find it by reading the walk again.
  await page.route(`**/l1/sessions/${walk}`, (route) => route.abort());
  await page.route('**/step', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.keyboard.press('1');
  await expect(page.getByText(/“One person” is not sent yet/)).toBeVisible();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.reload();
  await isAsked(page, SECOND);
  const { step_count } = await tess.api.get<{ step_count: number }>(`l1/sessions/${walk}`);
  expect(step_count).toBe(1);
});

test('an answer that comes too late says so and keeps its note', async ({ desk, server, pageOf }) => {
  const tess = await technician(desk, server.url);
  const flow = flowNamed(desk.flows, 'Outlook');
  const walk = await takeIn(tess.api, 'Outlook and the second window', flow);
  const page = await pageOf(tess);
  await page.goto(`/walks/${walk.id}`);
  await isAsked(page, FIRST);
  await page.getByRole('textbox', { name: 'Note on this step' }).fill('Asked in the lift');
  await page.keyboard.press('Escape');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Several people' }).click();
  await expect(page.getByText(/“Several people” is not sent yet/)).toBeVisible();
  await answer(tess.api, walk, ['One person']);
  await page.context().setOffline(false);
  await expect(page.getByText(/“Several people” to “Does only one person.*” was not taken/)).toBeVisible();
  await isAsked(page, SECOND);
  await expect(page.getByRole('textbox', { name: 'Note on this step' })).toHaveValue('Asked in the lift');
});

test('notes that two people changed stand side by side until one of them says what stays', async ({
  desk,
  server,
  pageOf,
}) => {
  const tess = await technician(desk, server.url);
  const walk = await outlook(desk, tess, 'Outlook and two pairs of hands');
  const page = await pageOf(tess);
  await page.goto(`/walks/${walk}`);
  await isAsked(page, FIRST);
  await page.context().setOffline(true);
  await notes(page).fill('Mine: restarted it');
  await expect(page.getByText('Not saved: retrying')).toBeVisible();
  await desk.owner.api.post(`l1/sessions/${walk}/notes`, { walk_notes: ['Theirs: called the ISP'] });
  await page.context().setOffline(false);
  await expect(page.getByText('Somebody else changed these notes meanwhile')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Theirs' })).toContainText('Theirs: called the ISP');
  await expect(notes(page)).toHaveValue('Mine: restarted it');
  await page.getByRole('button', { name: 'Put both together' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const { walk_notes } = await tess.api.get<{ walk_notes: string[] }>(`l1/sessions/${walk}`);
  expect(walk_notes.join('\n')).toBe('Theirs: called the ISP\nMine: restarted it');
});

test('somebody signed out in the middle comes back to their text', async ({ desk, server, pageOf }) => {
  const tess = await technician(desk, server.url);
  const walk = await outlook(desk, tess, 'Outlook and the lost session');
  const page = await pageOf(tess);
  await page.goto(`/walks/${walk}`);
  await isAsked(page, FIRST);
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await notes(page).fill('Half a sent');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await page.context().addCookies(cookies);
  await page.reload();
  await page.goto(`/walks/${walk}`);
  await expect(notes(page)).toHaveValue('Half a sent');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
});

test('an abandoned walk comes back by its undo; a hidden tab stays in the list', async ({
  desk,
  server,
  pageOf,
}) => {
  const tess = await technician(desk, server.url);
  const walk = await outlook(desk, tess, 'Outlook abandoned by mistake');
  await outlook(desk, tess, 'Outlook beside it');
  const page = await pageOf(tess);
  await page.goto(`/walks/${walk}`);
  await isAsked(page, FIRST);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Abandon' }).click();
  await expect(page.getByText('Abandoned. Nothing was lost.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await page.keyboard.press('z');
  await isAsked(page, FIRST);
  await strip(page)
    .getByRole('button', { name: /Hide the tab/ })
    .last()
    .click();
  await expect(strip(page).getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('l');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('beside');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(strip(page).getByRole('listitem')).toHaveCount(2);
  await expect(tabOf(page, 'Outlook beside it')).toHaveAttribute('aria-current', 'page');
});

test('the help sheet is searched, and single keys can be switched off in it', async ({
  desk,
  server,
  pageOf,
}) => {
  const tess = await technician(desk, server.url);
  const page = await pageOf(tess);
  await page.goto(`/walks/${await outlook(desk, tess, 'Outlook and its keys')}`);
  await isAsked(page, FIRST);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet.getByText('One person', { exact: true })).toBeVisible();
  await sheet.getByRole('searchbox').fill('resolve');
  await expect(sheet.getByText('Resolve', { exact: true })).toBeVisible();
  await expect(sheet.getByText('One person', { exact: true })).toHaveCount(0);
  await sheet.getByRole('searchbox').fill('');
  await sheet.getByRole('switch', { name: 'Single-key shortcuts' }).focus();
  await page.keyboard.press('Space');
  await expect(sheet.getByText('One person', { exact: true })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('1');
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await isAsked(page, FIRST);
});

test('a reader hears of the walk, its tabs and what waits', async ({ desk, server, pageOf }) => {
  const tess = await technician(desk, server.url);
  const walk = await outlook(desk, tess, 'Outlook for the reader');
  const parked = await outlook(desk, tess, 'Outlook that waits');
  await tess.api.post(`l1/sessions/${parked}/waiting`, {
    waiting_on: 'the ISP',
    waiting_until: new Date(Date.now() + 1_500).toISOString(),
  });
  const page = await pageOf(tess);
  await page.goto('/home');
  await expect(page.getByRole('textbox', { name: 'Problem' })).toBeFocused();
  await expect(page.getByRole('link', { name: /Go on with Ticket \d+ Outlook/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Waiting' })).toMatchAriaSnapshot(`
    - region "Waiting":
      - heading "Waiting" [level=2]
      - link /Outlook that waits.*Waiting on. the ISP . (due|until)/
      - link "All that wait"
  `);
  await page.goto(`/walks/${walk}`);
  await isAsked(page, FIRST);
  await expect(strip(page)).toMatchAriaSnapshot(`
    - navigation "Open walks":
      - list:
        - listitem:
          - link /#\\d+ Outlook for the reader/
          - button /Hide the tab of .+; the walk stays open/
        - listitem:
          - link /#\\d+ Outlook that waits due now/
          - button /Hide the tab of .+; the walk stays open/
      - button "All 2"
      - link "New ticket"
  `);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - heading /^Outlook/ [level=1]
      - heading "${FIRST}" [level=2]
      - button "One person"
      - button "Several people"
      - region "Notes":
        - heading "Notes" [level=2]
        - textbox "Notes"
      - region "Path so far":
        - heading "Path so far" [level=2]
  `);
});
