import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeWorker } from '../../scripts/offline-shell.ts';

let folder = '';
const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shell-'));
  mkdirSync(join(folder, 'assets'));
  mkdirSync(join(folder, '.vite'));
  put('index.html', '<script type="module" src="/assets/index-a1.js"></script>');
  put('assets/index-a1.js', 'start()');
  put('first-paint.js', 'paint()');
  put('.vite/manifest.json', '{}');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('names every file of the build but its page, and stands in front of the worker', () => {
  const build = writeWorker(folder, 'work()');
  expect(build).toMatchObject({
    entry: '/assets/index-a1.js',
    files: ['/assets/index-a1.js', '/first-paint.js'],
  });
  expect(readFileSync(join(folder, 'sw.js'), 'utf8')).toBe(`self.BUILD = ${JSON.stringify(build)};\nwork()`);
});

it('is the same for the same build, and another one for any other', () => {
  const { version } = writeWorker(folder, 'work()');
  expect(writeWorker(folder, 'work()').version).toBe(version);
  const others = [
    () => put('first-paint.js', 'paint(dark)'),
    () => put('assets/Walk-b2.js', ''),
    () => put('index.html', '<title>Other</title><script src="/assets/index-a1.js"></script>'),
  ].map((change) => {
    change();
    return writeWorker(folder, 'work()').version;
  });
  expect(new Set([version, ...others, writeWorker(folder, 'work(differently)').version]).size).toBe(5);
});

it('refuses a page that names no script', () => {
  put('index.html', '<title>Nothing</title>');
  expect(() => writeWorker(folder, 'work()')).toThrow('names no script');
});
