import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { offlineShell } from './scripts/offline-shell.ts';

const server = process.env.RESOLUTIONFLOW_DEV_SERVER ?? 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [react(), offlineShell(fileURLToPath(new URL('./worker/sw.js', import.meta.url)))],
  resolve: {
    alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) },
  },
  html: {
    // The server puts the nonce of each answer here; see platform/web.py.
    cspNonce: '__CSP_NONCE__',
  },
  build: {
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // Without this, light-dark() is rewritten and borders vanish.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    manifest: true,
    assetsInlineLimit: 0,
  },
  server: {
    proxy: { '/api': { target: server, changeOrigin: false } },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
    testTimeout: 20_000,
    // The machine is shared: two workers are enough.
    maxWorkers: 2,
  },
});
