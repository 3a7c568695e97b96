import { takeIn } from './harness/desk';
import { expect, test } from './harness/test';

test.use({ installation: 'keys' });

test('an escalated walk is taken over on its own page by the key that takes it in the inbox', async ({
  desk,
  pageOf,
}) => {
  const walk = await takeIn(desk.technician.api, 'The badge reader of the lift is dead');
  await desk.technician.api.post(`l1/sessions/${walk.id}/escalate`, {
    escalation_reason: 'Somebody has to go there.',
    escalation_reason_category: 'needs_onsite',
    recipient_ids: [desk.engineer.id],
  });
  const page = await pageOf(desk.engineer);
  await page.goto(`/walks/${walk.id}`);
  await expect(page.getByRole('button', { name: 'Take over' })).toBeVisible();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByText('Take over')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('t');
  await expect(page.getByText(`Taken over by ${desk.engineer.name}`).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take over' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Resolve' })).toBeVisible();
});

test('words of what a walk waits on are there after a look at another walk', async ({ desk, pageOf }) => {
  const first = await takeIn(desk.newcomer.api, 'The plotter draws nothing');
  await takeIn(desk.newcomer.api, 'The till prints twice');
  const page = await pageOf(desk.newcomer);
  await page.goto(`/walks/${first.id}`);
  const strip = page.getByRole('navigation', { name: 'Open walks' });
  await expect(strip.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Waiting on…' })).toBeVisible();
  await page.keyboard.press('p');
  const words = page.getByRole('dialog').getByLabel('What are you waiting for?');
  await expect(words).toBeFocused();
  await words.pressSequentially('the vendor’s call, case 4711');
  await page.keyboard.press('Alt+2');
  await expect(page.getByText('The till prints twice').last()).toBeVisible();
  await expect(words).toBeHidden();
  await page.keyboard.press('Alt+1');
  await expect(words).toHaveValue('the vendor’s call, case 4711');
});

test('each control of the tickets has a name of its own, also where nothing is found', async ({
  desk,
  pageOf,
}) => {
  const page = await pageOf(desk.technician);
  await page.goto('/tickets?search=nowhere&unassigned=true');
  await expect(page.getByText('No ticket fits this search and these filters.')).toBeVisible();
  // A new walk from anywhere, and a ticket that nobody works on yet.
  await expect(page.getByRole('link', { name: 'New ticket' })).toHaveCount(1);
  await expect(page.getByRole('button', { name: /New ticket|Add to the queue/ })).toHaveCount(1);
  await page.getByRole('button', { name: 'Show all tickets' }).click();
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await page.keyboard.press('a');
  await expect(page.getByRole('dialog', { name: 'Add a ticket to the queue' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('searchbox', { name: /^Search number/ })).toHaveValue('');
  await expect(page.getByRole('checkbox', { name: 'Unassigned' })).not.toBeChecked();
});

test('New ticket says N only where N is its own', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.technician);
  await page.goto('/tickets');
  const hint = page.getByRole('link', { name: 'New ticket' }).getByText('N', { exact: true });
  await expect(hint).toBeVisible();
  await page.goto('/home');
  const problem = 'Outlook on the web signs her in but shows no mailbox';
  await page.getByRole('textbox', { name: 'Problem' }).fill(problem);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'None of these fits' })).toBeVisible();
  await expect(hint).toHaveCount(0);
});
