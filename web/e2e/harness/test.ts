import { test as base, type Page, expect as say } from '@playwright/test';
import type { Desk } from './desk';
import { PHONE } from './look';
import type { Person } from './people';
import { deskOn, seed } from './seed';
import { type Server, startServer } from './server';

interface ForEachWorker {
  /** Tests that give the same name share a server; what is called “fresh” has not been set up by anybody. */
  installation: string;
  server: Server;
  /** What the installation is filled with: a day's work. */
  desk: Desk;
}

interface ForEachTest {
  /** Opens a page of somebody, signed in, or of nobody. */
  pageOf: (person: Person | null, options?: { phone?: boolean }) => Promise<Page>;
}

export const test = base.extend<ForEachTest, ForEachWorker>({
  installation: ['desk', { scope: 'worker', option: true }],
  server: [
    async ({ installation }, use) => {
      const server = await startServer(installation, installation === 'fresh' ? undefined : seed());
      await use(server);
      await server.stop();
      await server.delete();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  desk: [
    async ({ server }, use) => {
      await use(await deskOn(server.url));
    },
    { scope: 'worker' },
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
