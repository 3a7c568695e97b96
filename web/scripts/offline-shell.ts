import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';

const HASHED = 'assets/';
const WORKER = 'sw.js';

export interface Build {
  version: string;
  /** The script of the page: without it the page is of another build. */
  entry: string;
  /** Addresses of all that the app needs without a connection, besides its page. */
  files: string[];
}

function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((one) => one.isFile())
    .map((one) => relative(folder, join(one.parentPath, one.name)).replaceAll(sep, '/'));
  return names.filter((name) => !name.startsWith('.') && !['index.html', WORKER].includes(name)).sort();
}

/** Writes the worker of a build. Its version, and so the worker itself, changes with anything that the build holds. */
export function writeWorker(folder: string, source: string): Build {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const entry = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1];
  if (entry === undefined) throw new Error('index.html names no script of the build');
  const hash = createHash('sha256').update(html).update(source);
  const names = filesOf(folder);
  for (const name of names) {
    hash.update(name);
    // A hashed name says what is in the file.
    if (!name.startsWith(HASHED)) hash.update(readFileSync(join(folder, name)));
  }
  const build = { version: hash.digest('hex').slice(0, 16), entry, files: names.map((name) => `/${name}`) };
  writeFileSync(join(folder, WORKER), `self.BUILD = ${JSON.stringify(build)};\n${source}`);
  return build;
}

/** Writes the worker beside each build. */
export function offlineShell(worker: string): Plugin {
  let folder = '';
  return {
    name: 'offline-shell',
    apply: 'build',
    configResolved: (config) => {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: () => void writeWorker(folder, readFileSync(worker, 'utf8')),
    },
  };
}
