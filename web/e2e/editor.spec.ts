import type { Page } from '@playwright/test';
import type { Desk } from './harness/desk';
import { findings, picture, quiet, sideways, wear } from './harness/look';
import { expect, test } from './harness/test';

interface Draft {
  tree: {
    root_id: string;
    nodes: Record<string, { text: string; options: { label: string; next_id?: string }[] }>;
  };
  row_version: number;
  saved: boolean;
}

const TREE = {
  root_id: 'a',
  nodes: {
    a: {
      type: 'question',
      text: 'Is the light green?',
      options: [
        { id: 'y', label: 'Yes', next_id: 'b' },
        { id: 'n', label: 'No', next_id: 'c' },
      ],
    },
    b: { type: 'resolution', text: 'It works.' },
    c: { type: 'escalation', text: 'Call the network team.', to: 'Network team' },
  },
};

const line = (page: Page, words: string | RegExp) =>
  page.getByRole('tree', { name: 'Steps of the flow' }).getByRole('treeitem', { name: words }).first();

/** Presses keys one after the other; what stands in quotes is typed. */
async function keys(page: Page, ...all: string[]): Promise<void> {
  for (const one of all) {
    if (one.startsWith('"')) await page.keyboard.type(one.slice(1));
    else await page.keyboard.press(one);
    await quiet(page);
  }
}

const make = (desk: Desk, title: string, tree: object = TREE): Promise<{ id: string }> =>
  desk.engineer.api.post('flows', { title, tree });

async function open(page: Page, id: string): Promise<void> {
  await page.goto(`/flows/${id}/edit`);
  await page.getByRole('tree').waitFor();
}

const saved = (page: Page) => expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();

/** Saves a draft as the owner, as another browser would. */
async function ownerSaves(desk: Desk, id: string, change: (draft: Draft) => void): Promise<void> {
  const draft = await desk.owner.api.get<Draft>(`flows/${id}/draft`);
  change(draft);
  const answer = await desk.owner.api.context.put(`/api/v1/flows/${id}/draft`, {
    data: { tree: draft.tree },
    headers: { 'if-match': `"${draft.row_version}"` },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

test('an engineer writes a flow by keyboard alone, mends it, publishes it, and publishes a change', async ({
  desk,
  pageOf,
}) => {
  test.setTimeout(120_000);
  const page = await pageOf(desk.engineer);
  await page.goto('/flows');
  await page.getByRole('row', { name: /Outlook won/ }).waitFor();
  await keys(page, 'c');
  await expect(page.getByLabel('Title')).toBeFocused();
  await keys(page, '"Desk phone is silent', 'Control+Enter');
  await expect(page.getByLabel('What is asked, or done, first?')).toBeFocused();
  await keys(page, '"Does the phone ring?', 'Enter');
  await expect(line(page, /Does the phone ring/)).toBeFocused();

  await keys(page, 'Tab', '"No', 'Enter', '"Is the cable in?', 'Enter');
  await keys(page, 'Tab', '"Yes', 'Enter', '"Restart the phone.', 'Enter');
  await keys(page, 'Shift+Tab', '"No', 'Enter', '"Plug the cable in.', 'Enter');
  await expect(line(page, /No Resolution: Plug the cable in/)).toBeFocused();
  await keys(page, 'k', 'k');
  await expect(line(page, /Is the cable in/)).toBeFocused();
  await keys(page, 'Shift+Tab', '"Yes', 'Enter', '"Do you hear the caller?', 'Enter');
  await keys(page, 'Tab', '"Yes', 'Enter', '"Nothing is broken.', 'Enter');
  await keys(page, 'Shift+Tab', '"No', 'Enter', '"Choose the handset as audio device.', 'Enter');
  await keys(page, 'Tab', '"It works now', 'Enter', 'Escape');
  await expect(line(page, /It works now leads nowhere yet/)).toBeFocused();
  await expect(line(page, /Action: Choose the handset/)).toBeVisible();
  await keys(page, 'l', '"nothing is', 'Enter');
  await expect(line(page, /It works now → continues at “Nothing is broken.”/)).toBeFocused();
  await keys(page, 'Shift+Tab', '"Still silent', 'Enter', '"Ask the telephone team.', 'Enter', '4');
  await expect(line(page, /Still silent Escalation: Ask the telephone team/)).toBeVisible();
  await expect(page.getByText('8 steps', { exact: true })).toBeVisible();
  await expect(page.getByText('Nothing to mend')).toBeVisible();

  await line(page, /Is the cable in/).focus();
  await keys(page, 'Delete');
  await expect(page.getByText('“No” is deleted, with 3 steps under it.')).toBeVisible();
  await expect(page.getByText('5 steps', { exact: true })).toBeVisible();
  await expect(page.getByText(/to mend/).first()).toBeVisible();
  await keys(page, 'Control+z');
  await expect(line(page, /Plug the cable in/)).toBeVisible();
  await expect(page.getByText('8 steps', { exact: true })).toBeVisible();

  await line(page, /Does the phone ring/).focus();
  await keys(page, 'Tab', '"Sometimes', 'Enter', 'Escape');
  await expect(page.getByRole('button', { name: '1 to mend' })).toBeVisible();
  await keys(page, 'p');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 thing to mend before this can be published');
  await keys(page, 'Escape', 'n');
  await expect(line(page, /Sometimes leads nowhere yet/)).toBeFocused();
  await keys(page, 'l', '"restart', 'Enter');
  await expect(page.getByText('Nothing to mend')).toBeVisible();

  await keys(page, 't', '2', '1');
  await keys(page, 'Escape');
  await line(page, /Does the phone ring/).focus();
  await keys(page, 't', '1', '1');
  await expect(dialog.getByRole('heading', { name: 'Restart the phone.' })).toBeVisible();
  await expect(dialog).toContainText('The walk ends here.');
  await keys(page, 'u', 'Escape');

  await saved(page);
  await keys(page, 'p', '"First take', 'Control+Enter');
  await expect(page.getByText('Version 1 is published.')).toBeVisible();
  await expect(page).toHaveURL(/\/flows\/[0-9a-f-]+$/);
  await expect(page.getByRole('tree')).toContainText('Ask the telephone team.');
  await expect(dialog).toHaveCount(0);

  await keys(page, 'e');
  await page.getByRole('complementary', { name: 'The chosen step' }).waitFor();
  await keys(page, 'j', 'Enter', '"Does the desk phone ring?', 'Enter', 'p');
  await expect(dialog).toContainText('1 change since version 1');
  await expect(dialog).toContainText('The text was “Does the phone ring?”.');
  await keys(page, 'Control+Enter');
  await expect(page.getByText('Version 2 is published.')).toBeVisible();
});

test('two people change one draft: both see it, and nothing is lost', async ({ desk, pageOf }) => {
  const { id } = await make(desk, 'Two at once');
  const page = await pageOf(desk.engineer);
  await open(page, id);
  await ownerSaves(desk, id, ({ tree }) => {
    if (tree.nodes.c) tree.nodes.c.text = 'Call the night shift.';
  });
  await keys(page, 'j', 'Enter', '"Is the lamp green?', 'Enter');
  const notice = page.getByRole('alert').filter({ hasText: 'changed this draft' });
  await expect(notice).toContainText('Olive Owner changed this draft meanwhile');
  await notice.getByText(/What is different in theirs/).click();
  await expect(notice).toContainText('Call the night shift.');
  await notice.getByRole('button', { name: 'Put both together' }).click();
  await saved(page);
  const both = await desk.engineer.api.get<Draft>(`flows/${id}/draft`);
  expect([both.tree.nodes.a?.text, both.tree.nodes.c?.text]).toEqual([
    'Is the lamp green?',
    'Call the night shift.',
  ]);

  await ownerSaves(desk, id, ({ tree }) => {
    if (tree.nodes.a) tree.nodes.a.text = 'Is it blue?';
  });
  await line(page, /Is the lamp green/).focus();
  await keys(page, 'Enter', '"Is it red?', 'Enter');
  await expect(notice).toContainText('Both of you changed 1 step');
  await notice.getByRole('button', { name: 'Reload theirs' }).click();
  await expect(line(page, /Is it blue/)).toBeVisible();
  await saved(page);
  await keys(page, 'Control+z');
  await expect(line(page, /Is it red/)).toBeVisible();
  await expect
    .poll(async () => (await desk.engineer.api.get<Draft>(`flows/${id}/draft`)).tree.nodes.a?.text)
    .toBe('Is it red?');

  await ownerSaves(desk, id, ({ tree }) => {
    if (tree.nodes.a) tree.nodes.a.text = 'Is it yellow?';
  });
  await line(page, /Is it red/).focus();
  await keys(page, 'Enter', '"Is it white?', 'Enter');
  await notice.getByRole('button', { name: 'Keep mine' }).click();
  // The offer to undo stays as long as the pointer is on it.
  await page.getByText('Yours is saved over theirs.').hover();
  const text = async (): Promise<string | undefined> =>
    (await desk.engineer.api.get<Draft>(`flows/${id}/draft`)).tree.nodes.a?.text;
  await expect.poll(text).toBe('Is it white?');
  await page
    .getByText('Yours is saved over theirs.')
    .locator('..')
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(line(page, /Is it yellow/)).toBeVisible();
  await expect.poll(text).toBe('Is it yellow?');
});

test('what is written while the server is away is there after a reload, and is saved then', async ({
  desk,
  pageOf,
}) => {
  const { id } = await make(desk, 'Server away');
  const page = await pageOf(desk.engineer);
  await open(page, id);
  await page.route('**/draft', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  );
  await keys(page, 'j', 'Enter', '"Is it plugged in?', 'Enter');
  await expect(page.getByText(/Not saved: retrying/)).toBeVisible();
  await page.reload();
  await expect(line(page, /Is it plugged in/)).toBeVisible();
  await page.unroute('**/draft');
  await saved(page);
  await expect
    .poll(async () => (await desk.engineer.api.get<Draft>(`flows/${id}/draft`)).tree.nodes.a?.text)
    .toBe('Is it plugged in?');
});

test('fields beside the outline, pasted answers, moved and copied branches', async ({ desk, pageOf }) => {
  const { id } = await make(desk, 'By mouse too');
  const page = await pageOf(desk.engineer);
  await open(page, id);
  await line(page, /Yes Resolution: It works/).click();
  const panel = page.getByRole('complementary', { name: 'The chosen step' });
  await panel.getByRole('textbox', { name: 'Answer', exact: true }).fill('Yes, green');
  await panel.getByLabel('Minutes').fill('3');
  await panel.getByLabel('Proof').first().click();
  await page.getByRole('option', { name: 'Pasted text' }).click();
  await panel.getByLabel('Pattern').fill('(?i)link up');
  await panel.getByLabel('Try it').fill('eth0: LINK UP, 1 Gbit');
  await expect(panel).toContainText('Proves the answer: “LINK UP”');
  await expect(line(page, /Yes, green Resolution: It works.*asks for proof · 3 min/)).toBeVisible();
  await page.getByRole('button', { name: 'Paste several answers' }).click();
  await page.getByLabel('One answer a line').fill('- It blinks\n- It is red');
  await page.getByRole('button', { name: 'Add them' }).click();
  await expect(line(page, /It blinks leads nowhere yet/)).toBeVisible();
  await expect(line(page, /Action: It works/)).toBeVisible();
  await line(page, /It blinks/).click();
  await page.getByRole('button', { name: 'Lead to another step' }).click();
  await page.getByRole('option', { name: /Call the network team/ }).click();
  await expect(line(page, /It blinks → continues at “Call the network team.”/)).toBeVisible();
  await page.getByRole('button', { name: 'More for the chosen line' }).click();
  await page.getByRole('menuitem', { name: 'Give the join a copy of its own' }).click();
  await expect(line(page, /It blinks Escalation: Call the network team/)).toBeVisible();
  await line(page, /It blinks/).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(line(page, /It blinks/)).toHaveAttribute('aria-posinset', '2');
  await saved(page);
  const { tree } = await desk.engineer.api.get<Draft>(`flows/${id}/draft`);
  expect(tree.nodes.b?.options.map(({ label }) => label)).toEqual(['It is red', 'It blinks']);
  expect(Object.keys(tree.nodes)).toHaveLength(4);
});

test('Tab and single keys are left alone when shortcuts are off; others never reach the editor', async ({
  desk,
  pageOf,
}) => {
  const { id } = await make(desk, 'Shortcuts off');
  const page = await pageOf(desk.engineer);
  await open(page, id);
  await keys(page, '?');
  await expect(page.getByRole('dialog')).toContainText('Lead to another step');
  await page.getByRole('switch').uncheck({ force: true });
  await page.keyboard.press('Escape');
  await line(page, /Is the light green/).focus();
  await keys(page, 'Tab');
  await expect(page.getByRole('treeitem')).toHaveCount(3);
  await expect(page.getByRole('tree')).not.toContainText('no words yet');
  await page.keyboard.press('p');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const other = await pageOf(desk.technician);
  await other.goto(`/flows/${id}/edit`);
  await expect(other.getByText('Flows are written by engineers')).toBeVisible();
});

test('the editor is clean to axe in light and dark, and fits a phone', async ({ desk, pageOf }) => {
  test.setTimeout(120_000);
  const { id } = await make(desk, 'A look at the editor', {
    ...TREE,
    nodes: { ...TREE.nodes, lost: { type: 'question', text: 'Nobody gets here', options: [] } },
  });
  for (const phone of [false, true]) {
    const page = await pageOf(desk.engineer, { phone });
    await open(page, id);
    for (const scheme of ['light', 'dark'] as const) {
      await wear(page, scheme);
      const name = `editor-${phone ? 'phone' : 'wide'}-${scheme}`;
      await line(page, /Yes Resolution/).click();
      await expect(page.getByText('Nothing leads here')).toHaveCount(1);
      expect(await findings(page), name).toEqual([]);
      expect(await sideways(page), name).toBe(0);
      await picture(page, name);
      for (const [key, words] of [
        ['l', 'Where does “Yes” lead?'],
        ['t', 'Walk from here'],
        ['p', 'Publish “A look'],
        ['d', 'Flow details'],
      ] as const) {
        await line(page, /Yes Resolution/).focus();
        await page.keyboard.press(key);
        await expect(page.getByRole('dialog')).toContainText(words);
        await quiet(page);
        expect(await findings(page), `${name}-${key}`).toEqual([]);
        await picture(page, `${name}-${key}`);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
    }
  }
  const page = await pageOf(desk.engineer);
  await page.goto('/flows/new');
  for (const scheme of ['light', 'dark'] as const) {
    await wear(page, scheme);
    await page.getByLabel('Title').waitFor();
    expect(await findings(page), scheme).toEqual([]);
  }
});
