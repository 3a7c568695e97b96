import type { Page } from '@playwright/test';
import { isAsked } from './harness/asked';
import { takeIn } from './harness/desk';
import { findings, picture, sideways, wear } from './harness/look';
import { expect, test } from './harness/test';
import { taken } from './harness/wire';

const tree = (second: string) => ({
  root_id: 'vpn',
  nodes: {
    vpn: {
      type: 'question',
      text: 'Does the VPN connect?',
      options: [
        { id: 'yes', label: 'It connects', next_id: 'done' },
        { id: 'no', label: 'It does not', next_id: 'restart' },
      ],
    },
    restart: {
      type: 'action',
      text: second,
      options: [{ id: 'ok', label: 'Done', next_id: 'done' }],
    },
    done: { type: 'resolution', text: 'The VPN works.' },
  },
});

/** Publishes the tree as the flow's next version, as the person whose page it is. */
async function publish(page: Page, flowId: string, next: object): Promise<void> {
  await page.evaluate(
    async ([id, body]) => {
      const path = `/api/v1/flows/${id}`;
      const tag = (await fetch(`${path}/draft`)).headers.get('etag') ?? '';
      const json = { 'content-type': 'application/json' };
      const put = { method: 'PUT', headers: { ...json, 'if-match': tag }, body };
      if (!(await fetch(`${path}/draft`, put)).ok) throw new Error('draft');
      if (!(await fetch(`${path}/publish`, { method: 'POST', headers: json, body: '{}' })).ok)
        throw new Error('publish');
    },
    [flowId, JSON.stringify({ tree: next })] as const,
  );
}

test('a client has a fact and a step of its own; both are seen on a walk, and a changed flow is settled', async ({
  desk,
  pageOf,
}) => {
  const page = await pageOf(desk.technician);
  await page.goto('/clients');
  await expect(page.getByRole('button', { name: 'New client' })).toBeVisible();
  const strip = page.getByRole('navigation', { name: 'Open walks' });
  await expect(strip.getByRole('link', { name: 'New ticket' }).getByText('N', { exact: true })).toBeVisible();
  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: 'Name' }).fill('Contoso');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Contoso' })).toBeVisible();
  const clientId = page.url().split('/').at(-1) ?? '';
  await page.getByRole('button', { name: 'Add a fact' }).click();
  await page.getByRole('textbox', { name: 'What 1' }).fill('VPN');
  await page.getByRole('textbox', { name: 'Value 1' }).fill('GlobalProtect 6.2');
  const facts = async () => (await desk.technician.api.get<{ facts: object[] }>(`clients/${clientId}`)).facts;
  await expect.poll(facts).toEqual([{ label: 'VPN', value: 'GlobalProtect 6.2' }]);
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Value 1' })).toHaveValue('GlobalProtect 6.2');
  await picture(page, 'client');
  expect(await findings(page)).toEqual([]);

  const flow = await desk.engineer.api.post<{ id: string; title: string }>('flows', {
    title: 'The VPN does not connect',
    tree: tree('Restart the VPN client.'),
  });
  await desk.engineer.api.post(`flows/${flow.id}/publish`);
  const editor = await pageOf(desk.engineer);
  await editor.goto(`/flows/${flow.id}`);
  await editor.getByRole('link', { name: 'Where clients differ' }).click();
  await editor.getByRole('combobox', { name: 'Client' }).fill('Contoso');
  await editor.getByRole('option', { name: 'Contoso', exact: true }).click();
  await editor.getByRole('button', { name: 'Make a version for this client' }).click();
  await expect(
    editor.getByRole('heading', { name: 'Contoso’s version of The VPN does not connect' }),
  ).toBeVisible();
  await editor.getByRole('treeitem', { name: /Restart the VPN client/ }).click();
  await editor
    .getByRole('textbox', { name: 'Text for Contoso' })
    .fill('Sign out of GlobalProtect and in again.');
  await expect(editor.getByRole('treeitem', { name: /Sign out of GlobalProtect/ })).toBeVisible();
  await editor.keyboard.press('Control+s');
  await expect(editor.getByText(/^Saved\. New walks for Contoso/)).toBeVisible();
  await picture(editor, 'overlay');
  expect(await findings(editor)).toEqual([]);

  const walk = await takeIn(desk.technician.api, 'VPN is down at home', flow, { client_id: clientId });
  await page.goto(`/walks/${walk.id}`);
  await isAsked(page, 'Does the VPN connect?');
  await expect(page.getByText('GlobalProtect 6.2')).toBeVisible();
  await page.keyboard.press('2');
  await isAsked(page, 'Sign out of GlobalProtect and in again.');
  await expect(page.getByText('Contoso’s version')).toBeVisible();
  await picture(page, 'walk-client');
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('i');
  await expect(page.getByText('GlobalProtect 6.2')).toBeHidden();

  await publish(editor, flow.id, tree('Restart the VPN client, then the computer.'));
  await editor.goto(`/flows/${flow.id}`);
  await expect(editor.getByText('1 step changed under Contoso’s version.')).toBeVisible();
  await editor.getByRole('link', { name: 'Look at it' }).click();
  const drift = editor.getByRole('region', { name: '1 step changed under Contoso’s version' });
  await expect(drift.getByText('Restart the VPN client, then the computer.').first()).toBeVisible();
  await picture(editor, 'drift');
  expect(await findings(editor)).toEqual([]);
  await drift.getByRole('button', { name: 'Keep Contoso’s' }).click();
  await taken(editor, `flows/${flow.id}/overlays/`, () =>
    editor.getByRole('button', { name: 'Save' }).click(),
  );
  await expect(drift).toBeHidden();
  await editor.reload();
  await expect(editor.getByRole('treeitem', { name: /Sign out of GlobalProtect/ })).toBeVisible();
  await expect(drift).toBeHidden();
});

test('at intake one sees how the like was solved and the client’s last tickets, and opens them by one key', async ({
  desk,
  pageOf,
}) => {
  const { api } = desk.technician;
  const client = await api.post<{ id: string }>('clients', {
    name: 'Fabrikam',
    facts: [
      { label: 'Mail', value: 'Exchange Online' },
      { label: 'Door PIN', value: '4711' },
    ],
  });
  const walk = await takeIn(api, 'The label printer in dispatch prints blank labels', undefined, {
    client_id: client.id,
  });
  await api.post(`l1/sessions/${walk.id}/resolve`, { resolution_notes: 'Turned the roll round.' });
  const page = await pageOf(desk.technician);
  await page.goto(`/home?client=${client.id}`);
  await page
    .getByRole('textbox', { name: 'Problem' })
    .fill('Blank labels from the label printer in dispatch');
  const alike = page.getByRole('list').filter({ hasText: 'Turned the roll round.' }).first();
  await expect(alike).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Last tickets of Fabrikam' })).toBeVisible();
  await expect(page.getByText('4711')).toBeHidden();
  await page.getByRole('button', { name: 'Show Door PIN' }).click();
  await expect(page.getByText('4711')).toBeVisible();
  expect(await findings(page)).toEqual([]);
  for (const scheme of ['light', 'dark'] as const) {
    await wear(page, scheme);
    await picture(page, `intake-${scheme}`);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await sideways(page)).toBe(0);
  await picture(page, 'intake-phone');
  await page.getByRole('textbox', { name: 'Problem' }).press('Control+Shift+l');
  await expect(page).toHaveURL(/\/tickets\//);
  await expect(page.getByText('Solved: Turned the roll round.')).toBeVisible();
});

test('the queue: the next ticket is taken by one key, given back, closed and reopened', async ({
  desk,
  pageOf,
}) => {
  const { api } = desk.technician;
  await api.post('tickets', { title: 'The whole ward is without phones', priority: 'urgent' });
  const page = await pageOf(desk.newcomer);
  await page.goto('/tickets?unassigned=true&sort=priority&status=undone');
  await expect(page.getByRole('row').nth(1)).toContainText('The whole ward is without phones');
  await picture(page, 'queue');
  expect(await findings(page)).toEqual([]);
  await page.getByRole('heading', { name: 'Tickets' }).focus();
  await page.keyboard.press('t');
  await expect(page.getByRole('heading', { name: 'The whole ward is without phones' })).toBeVisible();
  await expect(page.getByText('With Nia Newcomer')).toBeVisible();
  await page.getByRole('button', { name: 'Give back' }).click();
  await expect(page.getByText('With nobody')).toBeVisible();
  await page.keyboard.press('a');
  await expect(page.getByText('With Nia Newcomer')).toBeVisible();
  await page.getByRole('combobox', { name: 'Status' }).click();
  await expect(page.getByRole('option', { name: 'Resolved' })).toBeHidden();
  await page.getByRole('option', { name: 'Closed' }).click();
  await page.getByRole('button', { name: 'Reopen' }).click();
  await expect(page.getByRole('combobox', { name: 'Status' })).toHaveValue('Open');
  await picture(page, 'ticket');
  expect(await findings(page)).toEqual([]);
});
