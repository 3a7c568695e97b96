import { findings } from './harness/look';
import { expect, test } from './harness/test';
import { taken } from './harness/wire';

test('the palette finds a ticket by number, a flow by words, and goes there by Enter', async ({
  desk,
  pageOf,
}) => {
  const page = await pageOf(desk.technician);
  await page.goto('/home');
  await expect(page.getByRole('textbox', { name: 'Problem' })).toBeFocused();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Ticket, walk, flow, client or command' });
  await expect(field).toBeFocused();
  await field.fill('T20261121.0042');
  await expect(page.getByRole('option', { name: /T20261121\.0042/ })).toBeVisible();
  await field.fill('harbour');
  await expect(page.getByRole('group', { name: 'Clients' })).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await field.fill('outlook');
  await expect(page.getByRole('group', { name: 'Flows' })).toBeVisible();
  const flow = page.getByRole('group', { name: 'Flows' }).getByRole('option').first();
  for (let presses = 0; presses < 40 && (await flow.getAttribute('aria-selected')) !== 'true'; presses += 1)
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/flows\//);
});

test('the palette says so when nothing goes by the words', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.technician);
  await page.goto('/home');
  await expect(page.getByRole('textbox', { name: 'Problem' })).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('zebra crossing 42');
  await expect(page.getByText('Nothing goes by these words.')).toBeVisible();
});

test('the home tells the day and the desk, and links to what it counts', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.engineer);
  await page.goto('/home');
  await expect(page.getByText(/escalations? to take/)).toBeVisible();
  await page.getByRole('link', { name: /with nobody/ }).click();
  await expect(page).toHaveURL(/unassigned=true/);
});

test('the tour can be left, stays away on every device, and can be asked for again', async ({
  desk,
  pageOf,
}) => {
  const page = await pageOf(desk.newcomer);
  await page.goto('/home');
  const tour = page.getByRole('region', { name: 'A short tour' });
  await expect(tour.getByText('1 of 5')).toBeVisible();
  await tour.getByRole('button', { name: 'Next' }).click();
  await expect(tour.getByText('Answer with the number keys')).toBeVisible();
  await taken(page, '/me', () => tour.getByRole('button', { name: 'Leave the tour' }).click());
  await expect(tour).toBeHidden();
  const elsewhere = await pageOf(desk.newcomer);
  await elsewhere.goto('/home');
  await expect(elsewhere.getByRole('textbox', { name: 'Problem' })).toBeVisible();
  await expect(elsewhere.getByRole('region', { name: 'A short tour' })).toBeHidden();
  await elsewhere.getByRole('button', { name: /Nia Newcomer/ }).click();
  await elsewhere.getByRole('menuitem', { name: 'Show the tour again' }).click();
  await expect(elsewhere.getByRole('region', { name: 'A short tour' })).toBeVisible();
});
