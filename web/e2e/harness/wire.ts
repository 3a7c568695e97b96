import type { Page } from '@playwright/test';

/** Opens a page, and waits until it hears of what others change: before that, it would miss it. */
export async function hearing(page: Page, path: string): Promise<void> {
  const stream = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/live'));
  await page.goto(path);
  await stream;
}

/** Lets the page hear nothing more of a walk, neither live nor by asking now and then, until it sends an answer. */
export async function deafUntilAnswer(page: Page, walkId: string): Promise<void> {
  let deaf = true;
  await page.route(`**/api/v1/l1/sessions/${walkId}**`, (route) => {
    const request = route.request();
    if (request.method() === 'POST' && request.url().endsWith('/step')) deaf = false;
    return deaf ? route.abort() : route.fallback();
  });
}

/** Does something that changes what lies under `path`, and waits until the server has taken it. */
export async function taken(page: Page, path: string, act: () => Promise<void>): Promise<void> {
  const answered = page.waitForResponse(
    (answer) => answer.request().method() !== 'GET' && answer.url().includes(path) && answer.ok(),
  );
  await act();
  await answered;
}
