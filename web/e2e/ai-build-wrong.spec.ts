import type { Page } from '@playwright/test';
import { isAsked } from './harness/asked';
import type { Desk } from './harness/desk';
import { findings, picture, sideways, wear } from './harness/look';
import { type Provider, startProvider, useModel } from './harness/loopback';
import { expect, test } from './harness/test';

test.use({ installation: 'ai-build-wrong' });
test.setTimeout(150_000);

/** The playbook knows it; the provider of the tests asks always the same first. */
const PHONE = 'My desk phone is dead, no dial tone';
/** A starter flow is near it. */
const OUTLOOK = 'Outlook acts strangely';
const FIRST = 'Who else has it?';
const DISPLAY = "What does the phone's display show?";
const WHY = 'It is one phone at one desk';

let provider: Provider;
test.beforeAll(async () => {
  provider = await startProvider();
});
test.afterAll(() => provider.stop());

/** The path of a walk that no flow fits, with its first question. */
async function begin(desk: Desk, problem: string): Promise<string> {
  const data = { problem_text: problem, ticket: { kind: 'internal' }, none_fit: true };
  const answer = await desk.technician.api.context.post('/api/v1/l1/intake', { data, timeout: 60_000 });
  expect(answer.ok(), await answer.text()).toBe(true);
  return `/walks/${(await answer.json()).session.id}`;
}

/** The page in the light and in the dark: looked at by axe, and by people when `E2E_PICTURES` is set. */
async function look(page: Page, name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await wear(page, scheme);
    await picture(page, `${name}-${scheme}`);
    expect(await findings(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
  }
}

for (const phone of [false, true]) {
  const where = phone ? 'on a phone' : 'by keys alone';
  test(`a made step is reported as wrong, gives way to another, and engineers see it, ${where}`, async ({
    desk,
    pageOf,
  }) => {
    await useModel(desk.owner, provider, 'fine');
    const path = await begin(desk, PHONE);
    const page = await pageOf(desk.technician, { phone });
    await page.goto(path);
    await isAsked(page, FIRST);
    await page.keyboard.press('w');
    const dialog = page.getByRole('dialog', { name: 'This step is wrong' });
    await expect(dialog.getByText(/Your engineers see it with this walk/)).toBeVisible();
    await page.keyboard.type(WHY);
    await look(page, `ai-build-wrong-dialog${phone ? '-phone' : ''}`);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(/This step was reported as wrong/)).toBeVisible();
    await expect(page.getByRole('region', { name: 'Reported as wrong' })).toContainText(WHY);
    await expect(page.getByText(/^Thank you/)).toBeVisible();
    await look(page, `ai-build-wrong${phone ? '-phone' : ''}`);
    await page.keyboard.press('a');
    // The provider insists, so the playbook goes on.
    await isAsked(page, DISPLAY);
    await expect(page.getByText(/The model repeated a step that was given already/)).toBeVisible();
    await expect(page.getByRole('note')).toContainText('Built-in playbook, no AI');
    await look(page, `ai-build-repeated${phone ? '-phone' : ''}`);

    const engineers = await pageOf(desk.engineer);
    await engineers.goto(path);
    const reported = engineers.getByRole('region', { name: 'Reported as wrong' });
    await expect(reported).toContainText(WHY);
    await look(engineers, `ai-build-wrong-open${phone ? '-phone' : ''}`);
    await reported.getByRole('button', { name: 'Mark as done' }).click();
    await engineers.keyboard.type('There is a flow for it now');
    await engineers.keyboard.press('Enter');
    await expect(reported).toContainText(/Done by .*: There is a flow for it now/);
    await look(engineers, `ai-build-wrong-done${phone ? '-phone' : ''}`);
    await reported.getByRole('button', { name: 'Put back to do' }).click();
    await expect(reported.getByRole('button', { name: 'Mark as done' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Mark as done' })).toHaveCount(0);
  });
}

test('what a made step cites opens its flow, for as long as it can be read', async ({ desk, pageOf }) => {
  await useModel(desk.owner, provider, 'fine');
  const path = await begin(desk, OUTLOOK);
  const page = await pageOf(desk.technician);
  await page.goto(path);
  await isAsked(page, FIRST);
  const cited = page.getByText('From your own knowledge').locator('..');
  const link = cited.getByRole('link');
  const title = (await link.textContent()) ?? '';
  await link.click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  const id = new URL(page.url()).pathname.split('/').pop() ?? '';
  await desk.engineer.api.post(`flows/${id}/archive`);
  await page.goto(path);
  await isAsked(page, FIRST);
  await expect(cited).toContainText(title);
  await expect(link).toHaveCount(0);
  await desk.engineer.api.post(`flows/${id}/unarchive`);
});
