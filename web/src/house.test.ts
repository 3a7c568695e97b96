import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = import.meta.dirname;
const WEB = dirname(SRC);
const MAX_LINES = 250;
const BELOW: Record<string, readonly string[]> = {
  lib: ['lib'],
  ui: ['lib', 'ui'],
  api: ['lib', 'api'],
  features: ['lib', 'ui', 'api'],
  app: ['lib', 'ui', 'api', 'features', 'app'],
};

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.(ts|tsx|css)$/.test(entry.name) && !entry.name.endsWith('.gen.d.ts') ? [path] : [];
  });
}

/** `people` for `features/people/x.ts`, else the layer. */
function placeOf(path: string): { layer: string; feature: string | null } {
  const [layer = '', feature = ''] = relative(SRC, path).split('/');
  return { layer, feature: layer === 'features' ? feature : null };
}

/** Says what is wrong with `path` importing `wanted`; null when nothing is. */
function wrongImport(path: string, wanted: string): string | null {
  const target = wanted.startsWith('@/') ? join(SRC, wanted.slice(2)) : resolve(dirname(path), wanted);
  const [from, to] = [placeOf(path), placeOf(target)];
  const allowed = BELOW[from.layer];
  if (allowed === undefined || to.layer === 'test') return null;
  if (from.feature !== null && from.feature === to.feature) return null;
  if (allowed.includes(to.layer)) return null;
  return `${relative(SRC, path)} imports ${wanted}: ${from.layer} may use ${allowed.join(', ')} and its own files`;
}

function importsOf(text: string): string[] {
  const found = text.matchAll(/(?:from|import)\s*\(?\s*['"](@\/[^'"]+|\.{1,2}\/[^'"]+)['"]/g);
  return [...found].map((match) => match[1] ?? '');
}

const files = sources(SRC).map((path) => ({ path, text: readFileSync(path, 'utf8') }));

describe('the house', () => {
  it('has sources to look at', () => {
    expect(files.length).toBeGreaterThan(40);
  });

  it('keeps its layers', () => {
    const wrong = files.flatMap(({ path, text }) =>
      importsOf(text).map((wanted) => wrongImport(path, wanted)),
    );
    expect(wrong.filter((words) => words !== null)).toEqual([]);
  });

  it.each([
    ['lib/keys/match.ts', '@/api/client'],
    ['ui/Panel.tsx', '../features/people'],
    ['api/me.ts', '@/ui/Panel'],
    ['features/people/PeoplePage.tsx', '@/features/settings'],
    ['features/people/PeoplePage.tsx', '../settings/strings'],
    ['features/people/PeoplePage.tsx', '@/app/router'],
  ])('refuses that %s imports %s', (path, wanted) => {
    expect(wrongImport(join(SRC, path), wanted)).toContain(wanted);
  });

  it(`has no file over ${MAX_LINES} lines`, () => {
    const long = files.filter(({ text }) => text.split('\n').length > MAX_LINES + 1);
    expect(long.map(({ path }) => relative(SRC, path))).toEqual([]);
  });

  it('lets nothing that is hidden inside a scroller widen or lengthen the page', () => {
    const rules = files
      .filter(({ path }) => path.endsWith('.css'))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/([^{}]+)\{([^{}]*overflow(?:-[xy])?: auto[^{}]*)\}/g)].map((rule) => ({
          where: `${relative(SRC, path)} ${rule[1]?.trim()}`,
          safe: /position: (relative|absolute|sticky|fixed)/.test(rule[2] ?? ''),
        })),
      );
    expect(rules.length).toBeGreaterThan(10);
    expect(
      rules.filter(({ safe }) => !safe).map(({ where }) => where),
      'give the scroller position: relative',
    ).toEqual([]);
  });

  it('leaves nothing for later', () => {
    const words = new RegExp(['TO', 'DO|FIX', 'ME|\\.sk', 'ip\\(|\\.on', 'ly\\('].join(''));
    expect(files.filter(({ text }) => words.test(text)).map(({ path }) => relative(SRC, path))).toEqual([]);
  });

  it('lists every feature that has a folder', () => {
    const listed = ['features.ts', 'router.tsx']
      .map((name) => readFileSync(join(SRC, 'app', name), 'utf8'))
      .join('\n');
    const folders = readdirSync(join(SRC, 'features'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const forgotten = folders.filter(
      ({ name }) =>
        existsSync(join(SRC, 'features', name, 'index.ts')) && !listed.includes(`@/features/${name}'`),
    );
    expect(
      forgotten.map(({ name }) => name),
      'add them to app/features.ts',
    ).toEqual([]);
  });
});

describe('the lock', () => {
  const lock = readFileSync(join(WEB, 'package-lock.json'), 'utf8');
  const manifest: { dependencies: Record<string, string>; devDependencies: Record<string, string> } =
    JSON.parse(readFileSync(join(WEB, 'package.json'), 'utf8'));

  it('names no host', () => {
    expect(lock.match(/[a-z+]+:\/\/[^"]*/g) ?? [], 'write it with `npm run lock`').toEqual([]);
  });

  it('stands on exact versions', () => {
    const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(ranges).toEqual([]);
  });
});
