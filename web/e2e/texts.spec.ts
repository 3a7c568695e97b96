import { findings } from './harness/look';
import { expect, test } from './harness/test';

test('an owner writes a template beside a real note, and technicians’ notes follow it', async ({
  desk,
  pageOf,
}) => {
  const owner = await pageOf(desk.owner);
  await owner.goto('/settings?tab=notes');
  await owner
    .getByRole('button', { name: /New template/ })
    .first()
    .click();
  await owner.getByRole('textbox', { name: 'Name' }).fill('Short');
  const body = owner.getByRole('textbox', { name: 'Template' });
  await body.fill('## What was wrong\n{{problem}}\n{{tikket}}');
  await expect(
    owner.getByText(/Line 3: There is no \{\{tikket\}\} here. Did you mean \{\{ticket\}\}/),
  ).toBeVisible();
  await body.fill('## What was wrong\n{{problem}}\n');
  await owner.getByRole('button', { name: '{{steps}}' }).click();
  await expect(body).toHaveValue('## What was wrong\n{{problem}}\n{{steps}}');
  await expect(owner.locator('pre').filter({ hasText: 'WHAT WAS WRONG' })).toBeVisible();
  expect(await findings(owner)).toEqual([]);
  await owner.getByRole('checkbox', { name: /Write notes after this template/ }).check();
  await owner.getByRole('button', { name: 'Save', exact: true }).first().click();
  await expect(owner.getByText('Saved.').first()).toBeVisible();

  const page = await pageOf(desk.technician);
  await page.goto(`/walks/${desk.walks.resolved}`);
  await page.getByRole('button', { name: 'Ticket note' }).click();
  await expect(page.locator('pre').filter({ hasText: 'WHAT WAS WRONG' })).toBeVisible();
  await owner.getByRole('button', { name: 'Delete' }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(owner.getByRole('button', { name: /New template/ }).first()).toBeVisible();
});

test('a secret in a note is masked and shown as masked; time is proposed, recorded and taken back', async ({
  desk,
  pageOf,
}) => {
  const { api } = desk.technician;
  const started = await api.post<{ session: { id: string } }>('l1/intake', {
    problem_text: 'Cannot sign in, tried password: Sommer2026!',
    ticket: { kind: 'internal' },
    adhoc: true,
  });
  const page = await pageOf(desk.technician);
  await page.goto(`/walks/${started.session.id}`);
  await page.getByRole('button', { name: 'Ticket note' }).click();
  await expect(page.getByText('1 secret is masked.')).toBeVisible();
  await expect(page.getByText('[masked]')).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Record time' }).click();
  await expect(page.getByText(/1 min Remote support, Theo Tech/)).toBeVisible();
  await page.getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByRole('button', { name: 'Record time' })).toBeVisible();
});
