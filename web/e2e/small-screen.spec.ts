import { findings, picture, sideways, wear } from './harness/look';
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
