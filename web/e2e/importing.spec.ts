import { findings, picture, quiet, sideways, wear } from './harness/look';
import { expect, test } from './harness/test';

const GUIDE = `# Badge reader stays dark

## Is its light on?

- **Yes**: continue with [Restart it](#restart-it)
- **No**: go to [Check the plug](#check-the-plug)

## Restart it

Hold the button for ten seconds. If it blinks, see [Solved](#solved). Otherwise, go to [Facilities](#facilites).

## Check the plug

Plug it in, then go back to [Is its light on?](#is-its-light-on).

## Solved

The reader works.

## Facilities

Hand over to facilities.
`;

test('a guide is pasted, looked at step by step, mended and imported by keyboard', async ({
  pageOf,
  desk,
}) => {
  const page = await pageOf(desk.engineer);
  await page.goto('/flows/import?from=text');
  await page.getByRole('textbox', { name: 'Flow as text' }).fill(GUIDE);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Guide in Markdown').last()).toBeVisible();
  // It stands in the table twice, once for phones.
  const broken = page.getByText(/“Facilities” leads to “#facilites”/).filter({ visible: true });
  await expect(broken).toHaveCount(1);
  await page.getByRole('button', { name: /^Show steps/ }).press('Enter');
  const steps = page.getByRole('list', { name: 'Steps' });
  await expect(steps.getByText('leads nowhere yet')).toBeVisible();
  await expect(steps.getByText('Restart it')).toBeVisible();
  for (const scheme of ['light', 'dark'] as const) {
    await wear(page, scheme);
    await picture(page, `importing-preview-${scheme}`);
    expect(await findings(page)).toEqual([]);
  }
  await page.getByRole('button', { name: 'Choose others' }).click();
  await page.getByRole('textbox', { name: 'Flow as text' }).fill(GUIDE.replace('facilites', 'facilities'));
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'What will be made' })).toBeVisible();
  await expect(page.getByText(/leads to “#facilites”/)).toHaveCount(0);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('link', { name: 'Badge reader stays dark' }).click();
  await expect(page.getByRole('heading', { name: 'Badge reader stays dark' })).toBeVisible();
});

test('examples can be opened, and chosen files say what they are taken for', async ({ pageOf, desk }) => {
  const page = await pageOf(desk.engineer);
  await page.goto('/flows/import');
  await page.setInputFiles('input[type=file]', [
    {
      name: 'chart.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('graph TD\nA{"On?"} -->|Yes| B\nA -->|No| C'),
    },
    { name: 'guide.md', mimeType: 'text/plain', buffer: Buffer.from([0x50, 0x4b, 3, 4, 20, 0]) },
  ]);
  await expect(page.getByText(/guide\.md: this is a packed file/)).toBeVisible();
  await page.getByLabel('Kind of chart.txt').selectOption('Mermaid flowchart');
  await page.getByText('Outline as table (CSV)', { exact: false }).last().click();
  await expect(page.getByText('step,answer,text,type,go to')).toBeVisible();
  await quiet(page);
  await picture(page, 'importing-choose');
  expect(await findings(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 800 });
  await picture(page, 'importing-choose-phone');
  expect(await sideways(page)).toBe(0);
});

test('one flow is corrected and another left out before anything is made', async ({ pageOf, desk }) => {
  const page = await pageOf(desk.engineer);
  await page.goto('/flows/import');
  const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page.setInputFiles('input[type=file]', [
    file('gate.md', GUIDE.replace('Badge reader stays dark', 'Gate')),
    file('lift.txt', 'Does the lift move?\n  Yes: Good\n  No: Call the vendor\n'),
  ]);
  await page.getByRole('button', { name: 'See what will be made' }).click();
  await expect(page.getByRole('heading', { name: 'What will be made' })).toBeVisible();
  // What was not understood stands there as the file has it.
  await expect(page.getByText(/go to \[Facilities\]\(#facilites\)/).filter({ visible: true })).toHaveCount(1);
  await page.getByRole('button', { name: 'Correct: Gate' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('The gate stays shut');
  await page.getByRole('combobox', { name: 'Category' }).fill('Doors');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Leave out: Lift' }).click();
  await expect(page.getByText('You left 1 flow out.')).toBeVisible();
  for (const scheme of ['light', 'dark'] as const) {
    await wear(page, scheme);
    await picture(page, `importing-correct-${scheme}`);
    expect(await findings(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 390, height: 800 });
  await picture(page, 'importing-correct-phone');
  expect(await sideways(page)).toBe(0);
  await page.getByRole('button', { name: 'Import 1 flow as draft' }).click();
  await page.getByRole('link', { name: 'The gate stays shut' }).click();
  await expect(page.getByRole('heading', { name: 'The gate stays shut' })).toBeVisible();
  await expect(page.getByText('Doors').first()).toBeVisible();
  const { items } = await desk.engineer.api.get<{ items: { title: string }[] }>('flows?limit=200');
  expect(items.map((flow) => flow.title)).not.toContain('Lift');
});
