import { defineConfig } from '@playwright/test';
import all from '../playwright.config';

/** Takes the pictures of the guides again: `npx playwright test --config e2e/pictures.config.ts`. */
export default defineConfig(all, { testDir: '.', testMatch: 'pictures.ts', outputDir: '../test-results' });
