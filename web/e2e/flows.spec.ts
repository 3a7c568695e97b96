import type { Page } from '@playwright/test';
import type { Desk } from './harness/desk';
import { findings, onPhone, picture, quiet, sideways, wear } from './harness/look';
import { expect, test } from './harness/test';

const GOOD = `title: Scanner sends nothing to the folder
category: Scanning
tags: [scanner]
root_id: address
nodes:
  address:
    type: question
    text: Does the scanner show a network address?
    minutes: 2
    options:
      - {id: yes-one, label: It shows one, next_id: book}
      - {id: none, label: It shows none, next_id: cable}
  book:
    type: resolution
    text: The folder's address was wrong in its address book.
  cable:
    type: action
    text: Plug its network cable in again.
    options:
      - {id: back, label: It shows one now, next_id: book}
      - {id: still, label: Still none, next_id: network}
  network:
    type: escalation
    text: The switch port is dead.
    to: Network team
`;
const BAD = `title: Flow with a hole
root_id: a
nodes:
  a:
    type: question
    text: Is it on?
    options:
      - {id: y, label: "Yes", next_id: nowhere}
      - {id: n, label: "No", next_id: a}
`;

const flowOf = (desk: Desk, word: string): string => {
  const found = desk.flows.find((flow) => flow.title.includes(word));
  if (!found) throw new Error(`no starter flow about ${word}`);
  return found.id;
};

async function chooseFile(page: Page, name: string, text: string): Promise<void> {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/yaml', buffer: Buffer.from(text) });
  await expect(page.getByText(name)).toBeVisible();
}

test('flows are looked at before they are imported, and each bad one is named', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.engineer);
  await page.goto('/flows');
  await page.getByRole('row', { name: /Outlook won/ }).waitFor();
  await page.keyboard.press('i');
  await expect(page).toHaveURL('/flows/import');
  await chooseFile(page, 'both.yaml', `${GOOD}---\n${BAD}`);
  await page.getByRole('radio', { name: /Published at once/ }).check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('row', { name: /Flow with a hole/ })).toContainText('which does not exist');
  await page.getByRole('button', { name: 'Import and publish 1 flow' }).click();
  await expect(page.getByText('1 flow was taken in.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Flow with a hole.*both\.yaml/ })).toBeVisible();
  await page.getByText('Made (1)').click();
  await page.getByRole('link', { name: 'Scanner sends nothing' }).click();
  await expect(page.getByRole('heading', { name: 'Scanner sends nothing to the folder' })).toBeVisible();
  await expect(page.getByText('Version 1')).toBeVisible();
});

test('the outline is read by keyboard: arrows, folding, joins, search', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.technician);
  await page.goto(`/flows/${flowOf(desk, 'Outlook')}`);
  const tree = page.getByRole('tree', { name: 'Steps of the flow' });
  const line = (words: string | RegExp) => tree.getByRole('treeitem', { name: words }).first();
  await line(/Does only one person/).focus();
  await page.keyboard.press('ArrowDown');
  await expect(line(/Does the mailbox open/)).toBeFocused();
  await expect(page.getByRole('complementary')).toContainText('A private window shows');
  await page.keyboard.press('ArrowLeft');
  await expect(line(/Does the mailbox open/)).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowLeft');
  await expect(line(/Does only one person/)).toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.type('restart');
  await expect(page.getByText('2 steps found')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(line(/Update the Outlook app/)).toBeFocused();
  await expect(page).toHaveURL(/find=restart/);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('button', { name: 'Unfold all' }).click();
  await line(/It opens continues at “A stuck Outlook/).click();
  await expect(line(/It works Resolution: A stuck Outlook/)).toBeFocused();
});

test('the picture loads when it is opened, folds, and moves by arrows', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.technician);
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url()));
  await page.goto('/flows');
  await page.getByRole('row', { name: /Outlook won/ }).waitFor();
  expect(scripts.filter((url) => url.includes('Picture'))).toEqual([]);
  await page.goto(`/flows/${flowOf(desk, 'Outlook')}?tab=picture`);
  const shown = page.getByRole('application');
  await expect(shown.getByText('Does only one person')).toBeVisible();
  await shown.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('complementary')).toContainText('Does the mailbox open');
  await page.keyboard.press('Space');
  await expect(shown.getByRole('button', { name: /^Unfold \d+ steps/ }).first()).toBeVisible();
  await expect(shown.getByText('Which Outlook is it?')).toHaveCount(0);
});

test('details edited by two people at the same time are not lost', async ({ desk, pageOf }) => {
  const flow = flowOf(desk, 'rinter');
  const page = await pageOf(desk.engineer);
  await page.goto(`/flows/${flow}`);
  await page.getByRole('tree').waitFor();
  await page.keyboard.press('d');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Category').fill('Printers');
  const now = await desk.owner.api.get<{ row_version: number }>(`flows/${flow}`);
  await desk.owner.api.patch(`flows/${flow}`, now.row_version, { description: 'Changed by Olive.' });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('Somebody else changed these details');
  await dialog.getByRole('button', { name: 'Take theirs' }).click();
  await expect(dialog.getByLabel('Description')).toHaveValue('Changed by Olive.');
  await dialog.getByLabel('Category').fill('Printers');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The details are saved.')).toBeVisible();
  await expect(page.getByText(/Printers · Version 1/)).toBeVisible();
});

test('a draft shows what to mend, is not published like that, and is discarded', async ({ desk, pageOf }) => {
  const flow = flowOf(desk, 'ocked out');
  const { api } = desk.engineer;
  const page = await pageOf(desk.engineer);
  await page.goto(`/flows/${flow}`);
  await page.getByRole('tree').waitFor();
  const { tree } = await api.get<{ tree: { root_id: string; nodes: Record<string, object> } }>(
    `flows/${flow}/draft`,
  );
  const file = { id: flow, title: 'Locked out', ...tree, nodes: { ...tree.nodes, lost: LOST } };
  const broken = await page.request.put(`/api/v1/flows/${flow}/draft`, {
    data: { tree: { ...tree, nodes: file.nodes } },
    headers: { 'if-match': await etagOf(page, flow), origin: new URL(page.url()).origin },
  });
  expect(broken.ok()).toBe(true);
  await page.reload();
  await page.getByRole('tab', { name: 'Draft' }).click();
  await page.getByRole('button', { name: /“lost” can't be reached/ }).click();
  await expect(page.getByRole('treeitem', { name: /Nobody gets here/ })).toBeFocused();
  await page.keyboard.press('p');
  await expect(page.getByRole('dialog')).toContainText('1 thing to mend');
  await page.getByRole('button', { name: 'See the draft' }).click();
  await page.getByRole('button', { name: 'Discard the draft' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard the draft' }).click();
  await expect(page.getByText('The draft is discarded.')).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Draft' })).toHaveCount(0);
  await page.getByRole('tab', { name: 'Versions' }).click();
  await expect(page.getByRole('row', { name: /Version 1.*Starter flow/ })).toBeVisible();
});

test('a draft is published with a note, an old version is read and published again', async ({
  desk,
  pageOf,
}) => {
  const flow = flowOf(desk, 'rinter');
  const page = await pageOf(desk.engineer);
  await page.goto(`/flows/${flow}`);
  await page.getByRole('tree').waitFor();
  const { tree } = await desk.engineer.api.get<{
    tree: { root_id: string; nodes: Record<string, { text: string }> };
  }>(`flows/${flow}/draft`);
  const root = tree.nodes[tree.root_id];
  const before = root?.text ?? '';
  if (root) root.text = 'What is on the display?';
  const saved = await page.request.put(`/api/v1/flows/${flow}/draft`, {
    data: { tree },
    headers: { 'if-match': await etagOf(page, flow), origin: new URL(page.url()).origin },
  });
  expect(saved.ok()).toBe(true);
  await page.reload();
  await page.getByRole('tree').waitFor();
  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What changed').fill('Asks in fewer words');
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText('Version 2 is published.')).toBeVisible();
  await expect(page.getByRole('treeitem', { name: /What is on the display/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Versions' }).click();
  await expect(page.getByRole('row', { name: /Version 2.*Asks in fewer words/ })).toBeVisible();
  await page.getByRole('link', { name: 'Version 1' }).click();
  await expect(page.getByText('You are reading version 1.')).toBeVisible();
  await expect(page.getByRole('treeitem', { name: before }).first()).toBeVisible();
  await page.getByRole('tab', { name: 'Versions' }).click();
  const old = page.getByRole('row', { name: /Version 1/ });
  await old.getByRole('button', { name: 'Publish again' }).click();
  await dialog.getByRole('button', { name: 'Publish again' }).click();
  await expect(page.getByText('Version 3 is published.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Version 3.*Back to version 1/ })).toBeVisible();
});

const LOST = { id: 'lost', type: 'resolution', text: 'Nobody gets here' };

async function etagOf(page: Page, flow: string): Promise<string> {
  const answer = await page.request.get(`/api/v1/flows/${flow}/draft`);
  return answer.headers().etag ?? '';
}

test('a flow is archived at once and taken back with undo', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.owner);
  await page.goto('/flows?search=locked');
  const row = page.getByRole('row', { name: /locked out/i });
  await row.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible();
});

test('technicians read flows and find nothing to edit', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.technician);
  await page.goto('/flows');
  await page.getByRole('row', { name: /Outlook won/ }).waitFor();
  await expect(page.getByRole('button', { name: 'Import flows' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Actions for/ })).toHaveCount(0);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('tree').waitFor();
  await page.getByRole('button', { name: 'More' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Flow file (YAML)' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.yaml$/);
  await expect(page.getByRole('menuitem', { name: 'Archive' })).toHaveCount(0);
});

const SCREENS: readonly { name: string; at: (desk: Desk) => string; ready: RegExp }[] = [
  { name: 'library', at: () => '/flows', ready: /Outlook/ },
  { name: 'library-none', at: () => '/flows?search=nowhere', ready: /No flow fits/ },
  { name: 'outline', at: (desk) => `/flows/${flowOf(desk, 'Outlook')}?step=web`, ready: /A private window/ },
  { name: 'picture', at: (desk) => `/flows/${flowOf(desk, 'Outlook')}?tab=picture`, ready: /Does only one/ },
  { name: 'versions', at: (desk) => `/flows/${flowOf(desk, 'Outlook')}?tab=versions`, ready: /Starter flow/ },
  { name: 'import', at: () => '/flows/import', ready: /Choose files/ },
  { name: 'import-text', at: () => '/flows/import?from=text', ready: /Flow as text/ },
  { name: 'starters', at: () => '/flows/import?from=starters', ready: /In the library/ },
];

for (const screen of SCREENS) {
  test(`flows: ${screen.name} reads well, wide and on a phone, light and dark`, async ({ desk, pageOf }) => {
    const page = await pageOf(desk.owner);
    await page.goto(screen.at(desk));
    await page.getByText(screen.ready).first().waitFor();
    for (const width of ['wide', 'phone'] as const) {
      if (width === 'phone') await onPhone(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await wear(page, colorScheme);
        await quiet(page);
        await picture(page, `flows-${screen.name}-${width}-${colorScheme}`);
        expect.soft(await findings(page), `${width} ${colorScheme}`).toEqual([]);
      }
      expect.soft(await sideways(page), `${width}: pixels to scroll sideways`).toBeLessThanOrEqual(0);
    }
  });
}
