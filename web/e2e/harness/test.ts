import { test as base, type Page, expect as say } from '@playwright/test';
import { type Desk, makeDesk } from './desk';
import type { Person } from './people';
import { type Server, startServer } from './server';

interface ForEachWorker {
  /** Tests that give the same name share a server; one that needs a server nobody has set up gives its own. */
  installation: string;
  server: Server;
  /** The installation filled with a day's work; asking for it sets the installation up. */
  desk: Desk;
}

interface ForEachTest {
  /** Opens a page of somebody, signed in, or of nobody. */
  pageOf: (person: Person | null, options?: { phone?: boolean }) => Promise<Page>;
}

const PHONE = { width: 390, height: 844 };

export const test = base.extend<ForEachTest, ForEachWorker>({
  installation: ['desk', { scope: 'worker', option: true }],
  server: [
    async ({ installation }, use) => {
      const server = await startServer(installation);
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  desk: [
    async ({ server }, use) => {
      await use(await makeDesk(server.url));
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  pageOf: async ({ browser, server }, use) => {
    const opened: Page[] = [];
    await use(async (person, { phone = false } = {}) => {
      const context = await browser.newContext({
        baseURL: server.url,
        storageState: person?.state,
        permissions: ['clipboard-read', 'clipboard-write'],
        ...(phone && { viewport: PHONE, hasTouch: true, isMobile: true }),
      });
      const page = await context.newPage();
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
  },
});

export const expect = say;
