import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { browserPath } from './e2e/harness/browser';

const CI_SLOW_MACHINE_MS = 15_000;

/**
 * What Chromium need not do. Debian's has the lists under its address bar drawn by a page of their own, ready in each
 * new window: half of what a window costs. Only the last such switch counts, so Playwright's own are named again.
 */
const LEFT_OUT = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

export default defineConfig({
  testDir: './e2e',
  outputDir: './test-results',
  globalSetup: resolve(import.meta.dirname, 'e2e/harness/before.config.ts'),
  reporter: [['list']],
  // Each worker has a server of its own; two at once are as many as a small machine carries.
  workers: 2,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: CI_SLOW_MACHINE_MS },
  use: {
    actionTimeout: CI_SLOW_MACHINE_MS,
    navigationTimeout: CI_SLOW_MACHINE_MS,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // Without a film of each test, which takes a quarter of the machine; what a failed one looked like is kept.
    trace: { mode: 'retain-on-failure', screenshots: false, sources: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browserPath(),
      args: [
        // Chromium refuses its sandbox to root, which containers run as.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        `--disable-features=${LEFT_OUT.join(',')}`,
      ],
    },
  },
});
