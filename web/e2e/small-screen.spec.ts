import { type Desk, flowNamed, takeIn } from './harness/desk';
import { findings, picture, sideways, wear } from './harness/look';
import { join, type Person } from './harness/people';
import { expect, test } from './harness/test';

test.use({ installation: 'small-screen' });

/** A question with many answers, so that the fields of the first step are far below the last line. */
const LONG = {
  root_id: 'q0',
  nodes: Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [
      `q${at}`,
      at < 29
        ? {
            type: 'question',
            text: `Is part ${at + 1} in order?`,
            options: [
              { id: 'y', label: 'Yes', next_id: `q${at + 1}` },
              { id: 'n', label: 'No', next_id: 'q29' },
            ],
          }
        : { type: 'resolution', text: 'The broken part is known.' },
    ]),
  ),
};

test('on a phone the fields of the chosen step lie over the outline, and lead back to its line', async ({
  desk,
  pageOf,
}) => {
  const { id } = await desk.engineer.api.post<{ id: string }>('flows', { title: 'Thirty parts', tree: LONG });
  const page = await pageOf(desk.engineer, { phone: true });
  await page.goto(`/flows/${id}/edit`);
  const line = page.getByRole('treeitem', { name: /Is part 9 in order/ });
  const fields = page.getByRole('complementary', { name: 'The chosen step' });
  await expect(line).toBeVisible();
  await expect(fields).toBeHidden();
  await line.tap();
  await expect(fields).toBeVisible();
  const words = fields.getByRole('textbox', { name: 'What is asked' });
  await expect(words).toHaveValue('Is part 9 in order?');
  await expect(words).toBeInViewport();
  await expect(line).toBeInViewport();
  for (const scheme of ['light', 'dark'] as const) {
    await wear(page, scheme);
    await picture(page, `editor-sheet-${scheme}`);
    expect(await findings(page), scheme).toEqual([]);
  }
  expect(await sideways(page)).toBe(0);
  await words.fill('Is part nine in order?');
  await fields.getByRole('button', { name: 'Back to the steps' }).tap();
  await expect(fields).toBeHidden();
  const renamed = page.getByRole('treeitem', { name: /Is part nine in order/ });
  await expect(renamed).toBeFocused();
  await expect(renamed).toBeInViewport();
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
});

test('what is to mend opens the fields of its step', async ({ desk, pageOf }) => {
  const { id } = await desk.engineer.api.post<{ id: string }>('flows', {
    title: 'One thing to mend',
    tree: {
      root_id: 'a',
      nodes: {
        a: {
          type: 'question',
          text: 'Is it on?',
          options: [
            { id: 'y', label: 'Yes', next_id: 'b' },
            { id: 'n', label: 'No', next_id: 'b' },
          ],
        },
        b: { type: 'resolution', text: 'Done.' },
        lost: { type: 'resolution', text: 'Nobody gets here.' },
      },
    },
  });
  const page = await pageOf(desk.engineer, { phone: true });
  await page.goto(`/flows/${id}/edit`);
  await page.getByRole('button', { name: /Nobody gets here/ }).tap();
  const fields = page.getByRole('complementary', { name: 'The chosen step' });
  await expect(fields.getByRole('textbox', { name: 'What fixed it' })).toHaveValue('Nobody gets here.');
  await expect(page.getByRole('treeitem', { name: /Nobody gets here/ })).toBeInViewport();
});

/** A technician with five walks, of which the second waits. */
async function busy(desk: Desk, url: string, name: string): Promise<{ person: Person; walks: string[] }> {
  const person = await join(url, desk.owner, 'l1_tech', name);
  const problems = [
    'Printer prints blank',
    'Scanner is asleep',
    'No sound in calls',
    'Slow login',
    'Lift badge',
  ];
  const walks: string[] = [];
  for (const problem of problems) walks.push((await takeIn(person.api, problem)).id);
  await person.api.post(`l1/sessions/${walks[1]}/waiting`, { waiting_on: 'the caller', waiting_until: null });
  return { person, walks };
}

test('a draft in a tab out of sight leaves the phone its width, and a dialog its room', async ({
  desk,
  pageOf,
  server,
}) => {
  const { person, walks } = await busy(desk, server.url, 'Paula Phone');
  const [first, last] = [walks[0], walks[4]];
  const page = await pageOf(person, { phone: true });
  await page.goto(`/walks/${last}`);
  await page.getByRole('button', { name: 'Waiting on…' }).tap();
  await page.getByLabel('What are you waiting for?').fill('the vendor');
  await page.goto(`/walks/${first}`);
  const strip = page.getByRole('navigation', { name: 'Open walks' });
  const marked = strip.getByRole('link', { name: /Lift badge.*has a draft/ });
  await expect(marked).toBeAttached();
  await expect(marked).not.toBeInViewport();
  expect(await sideways(page)).toBe(0);
  await page.getByRole('button', { name: 'Waiting on…' }).tap();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await page.evaluate(() => window.innerWidth)).toBe(390);
});

test('a tab says its key and keeps its name, also while its walk waits', async ({ desk, pageOf, server }) => {
  const { person, walks } = await busy(desk, server.url, 'Tina Tabs');
  const page = await pageOf(person);
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.goto('/home');
  const strip = page.getByRole('navigation', { name: 'Open walks' });
  const waiting = strip.getByRole('listitem').filter({ hasText: 'Scanner is asleep' }).first();
  await expect(waiting.getByRole('link')).toHaveAccessibleName(/^#\d+ Scanner is asleep waiting$/);
  const name = await waiting.getByText('Scanner is asleep').boundingBox();
  expect(name?.width).toBeGreaterThan(30);
  const place = (await waiting.getByText(/^\d$/).textContent()) ?? '';
  await page.keyboard.press(`Alt+${place}`);
  await expect(page).toHaveURL(new RegExp(`/walks/${walks[1]}$`));
  await expect(waiting.getByText('waiting', { exact: true })).toBeInViewport();
});

test('on a phone there is a search, and lists say what their columns would', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.engineer, { phone: true });
  await page.goto('/tickets');
  const numbers = page.getByRole('row').getByText(/^#\d+$/);
  await expect(numbers.filter({ visible: true }).first()).toBeVisible();
  await page.goto('/flows');
  const flow = page.getByRole('row', { name: flowNamed(desk.flows, 'VPN').title });
  await expect(flow.getByText('Published').filter({ visible: true })).toBeVisible();
  expect(await sideways(page)).toBe(0);
  await page.getByRole('button', { name: 'Search…' }).tap();
  await expect(page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox')).toBeFocused();
});
