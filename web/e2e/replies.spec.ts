import type { Page } from '@playwright/test';
import { isAsked } from './harness/asked';
import { answer, type Desk, flowNamed, takeIn } from './harness/desk';
import { findings, picture, sideways, wear } from './harness/look';
import { expect, test } from './harness/test';

const FIRST = 'Does only one person have it, or several?';
const SECOND = 'Does the mailbox open in the browser at outlook.office.com?';
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

async function openWalk(desk: Desk, page: Page, answered: readonly string[] = []): Promise<void> {
  const walk = await takeIn(desk.technician.api, 'Outlook acts up', flowNamed(desk.flows, 'Outlook'));
  await answer(desk.technician.api, walk, answered);
  await page.goto(`/walks/${walk.id}`);
}

test('what the caller says marks an answer and says why; Enter gives it, and the words stay with the step', async ({
  desk,
  pageOf,
}) => {
  const page = await pageOf(desk.technician);
  await openWalk(desk, page);
  await isAsked(page, FIRST);
  await page.keyboard.press('t');
  const field = page.getByRole('textbox', { name: /What did they say/ });
  await expect(field).toBeFocused();
  await page.keyboard.type('only one person, just me');
  await expect(page.getByText(/Marked “One person”/)).toBeVisible();
  const marked = page.getByRole('button', { name: /One person/ });
  await expect(marked).toContainText('Because');
  await expect(marked).toHaveAttribute('data-marked', 'true');
  await isAskedStill(page, FIRST);
  expect(await findings(page)).toEqual([]);
  await picture(page, 'reply-marked');
  await wear(page, 'dark');
  expect(await findings(page)).toEqual([]);
  await picture(page, 'reply-marked-dark');
  await field.press('Enter');
  await isAsked(page, SECOND);
  await expect(page.getByText('They said: only one person, just me')).toBeVisible();
});

test('words that say nothing mark nothing, and Enter goes nowhere', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.technician);
  await openWalk(desk, page);
  await isAsked(page, FIRST);
  await page.keyboard.press('t');
  await expect(page.getByRole('textbox', { name: /What did they say/ })).toBeFocused();
  await page.keyboard.type('hang on, let me look');
  await expect(page.getByText(/choose yourself/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/choose yourself/)).toBeVisible();
  await isAskedStill(page, FIRST);
  await page.keyboard.press('Escape');
  await page.keyboard.press('2');
  await expect(page.getByText('They said: hang on, let me look')).toBeVisible();
});

test('a pasted reply is read at once, on a phone too', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.technician);
  await page.setViewportSize({ width: 390, height: 800 });
  await openWalk(desk, page, ['One person']);
  await isAsked(page, SECOND);
  const field = page.getByRole('textbox', { name: /What did they say/ });
  await field.focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text', 'yes, all my mail is there');
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true }),
    );
    document.execCommand('insertText', false, 'yes, all my mail is there');
  });
  await expect(page.getByText(/Marked “Yes, mail is there”/)).toBeVisible();
  expect(await sideways(page)).toBe(0);
  await picture(page, 'reply-phone');
});

test('a pasted picture is kept with the step', async ({ desk, pageOf }) => {
  const page = await pageOf(desk.technician);
  await openWalk(desk, page);
  await isAsked(page, FIRST);
  await page.keyboard.press('t');
  await expect(page.getByRole('textbox', { name: /What did they say/ })).toBeFocused();
  await page.evaluate(
    (bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'lamp.png', { type: 'image/png' }));
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    [...DOT],
  );
  await expect(page.getByText('The picture “lamp.png” goes with this step.')).toBeVisible();
  await page.getByRole('button', { name: 'One person' }).click();
  await expect(page.getByText('Pasted: lamp.png')).toBeVisible();
});

/** Nothing was answered: the same question stands. */
async function isAskedStill(page: Page, words: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 2, name: words })).toBeVisible();
}
