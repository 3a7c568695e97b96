import { test as base, type Page, expect as say } from '@playwright/test';
import type { Desk } from './desk';
import { PHONE } from './look';
import type { Person } from './people';
import { deskOn, seed } from './seed';
import { type Server, startServer } from './server';

const FRESH = 'fresh';

/** A server that tests of one worker share, and what it is filled with. */
interface Installation {
  server: Server;
  desk: Desk;
}

interface ForEachWorker {
  /** Finds the installation of a name, and starts it when it is the first to be asked for it. */
  installed: (name: string) => Promise<Installation>;
}

interface ForEachTest {
  /** Tests of a file that give the same name share a server; one called “fresh” has not been set up by anybody. */
  installation: string;
  server: Server;
  /** What the installation is filled with: a day's work. */
  desk: Desk;
  /**
   * Opens a page of somebody, signed in, or of nobody. Only where asked for does the browser keep the app's files:
   * then requests pass by the routes of a test.
   */
  pageOf: (person: Person | null, options?: { phone?: boolean; shellKept?: boolean }) => Promise<Page>;
}

async function end({ stop, delete: remove }: Server): Promise<void> {
  await stop();
  await remove();
}

async function install(name: string): Promise<Installation> {
  const server = await startServer(name, seed());
  return { server, desk: await deskOn(server.url) };
}

export const test = base.extend<ForEachTest, ForEachWorker>({
  installation: ['desk', { option: true }],
  installed: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      const all = new Map<string, Promise<Installation>>();
      await use((name) => {
        const found = all.get(name) ?? install(name);
        all.set(name, found);
        return found;
      });
      for (const made of await Promise.allSettled(all.values())) {
        if (made.status === 'fulfilled') await end(made.value.server);
      }
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  server: [
    async ({ installation, installed }, use) => {
      if (installation !== FRESH) return use((await installed(installation)).server);
      const own = await startServer(FRESH);
      await use(own);
      await end(own);
    },
    { timeout: 90_000 },
  ],
  desk: async ({ installation, installed, server }, use) => {
    // The server is there before what it is filled with is asked for.
    await use(server && (await installed(installation)).desk);
  },
  baseURL: async ({ server }, use) => use(server.url),
  pageOf: async ({ browser, server }, use) => {
    const opened: Page[] = [];
    await use(async (person, { phone = false, shellKept = false } = {}) => {
      const context = await browser.newContext({
        baseURL: server.url,
        storageState: person?.state,
        serviceWorkers: shellKept ? 'allow' : 'block',
        permissions: ['clipboard-read', 'clipboard-write'],
        // Nothing slides or fades: what is clicked stands still.
        reducedMotion: 'reduce',
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
