import { expect, type Page } from '@playwright/test';

/** Waits until this is asked: the heading has the focus, so that a reader says it, and an answer may be given. */
export async function isAsked(page: Page, words: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 2, name: words })).toBeFocused();
  const notYet = page.getByRole('main').getByRole('button', { disabled: true });
  await expect(notYet).toHaveCount(0);
}
