import { expect, type Page } from '@playwright/test';
import axe, { type AxeResults } from 'axe-core';

const SETTLED_MS = 250;

export const PHONE = { width: 390, height: 844 };

/** Waits until nothing in the document has changed for 60 ms and nothing fades or slides any more. */
export function quiet(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const unchanged = (): Promise<void> =>
      new Promise((done) => {
        let timer = setTimeout(finish, 60);
        const watch = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(finish, 60);
        });
        function finish(): void {
          watch.disconnect();
          done();
        }
        watch.observe(document.body, { childList: true, subtree: true, attributes: true });
      });
    const moving = (): Animation[] =>
      document
        .getAnimations()
        .filter((one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity);
    await unchanged();
    while (moving().length > 0) {
      await Promise.allSettled(moving().map((one) => one.finished));
      await unchanged();
    }
  });
}

/** What axe finds on the page once it is still, by these rules or by all: a rule with the elements that break it. */
export async function findings(page: Page, rules?: readonly string[]): Promise<string[]> {
  await quiet(page);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) };
  const results = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
  return results.violations.map(
    (rule) =>
      `${rule.impact} ${rule.id}: ${rule.help}\n${rule.nodes
        .map((node) => `  ${node.html.slice(0, 200)}\n  ${node.failureSummary}`)
        .join('\n')}`,
  );
}

/** Pixels by which the page is wider than the window: a page is never scrolled sideways. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Saves a picture under the folder that `E2E_PICTURES` names, when it names one. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.E2E_PICTURES;
  if (!folder) return;
  await page.waitForTimeout(SETTLED_MS);
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/** What Chromium leaves out because it is off the screen keeps the colours it had: it is laid out like the rest. */
function layOutAll(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>('*')) {
      if (getComputedStyle(element).contentVisibility === 'auto') element.style.contentVisibility = 'visible';
    }
  });
}

/** Puts the page into the light or the dark, and waits until it is. */
export async function wear(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await layOutAll(page);
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
}

/** Makes a phone of the window in place: its size, its pointer, and how it lays a page out. */
export async function onPhone(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const size = { ...PHONE, screenWidth: PHONE.width, screenHeight: PHONE.height };
  await browser.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: true });
  await browser.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  await page.waitForFunction((width) => document.documentElement.clientWidth === width, PHONE.width);
}
