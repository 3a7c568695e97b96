// Prints the script that the browser loads for the first screen, gzipped, in bytes: `node scripts/first-load.mjs [entry chunk…]`.
// Without names it adds the largest screen that a person lands on.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

function filesOf(key, found = new Set()) {
  const chunk = manifest[key];
  if (found.has(chunk.file)) return found;
  found.add(chunk.file);
  for (const next of chunk.imports ?? []) filesOf(next, found);
  return found;
}

const size = (file) => gzipSync(readFileSync(new URL(file, dist))).length;
const total = (files) => [...files].reduce((sum, file) => sum + size(file), 0);

const entry = filesOf('index.html');
const asked = process.argv.slice(2);
const landing = asked.length > 0 ? asked : ['HomePage', 'SignInPage'];
const screens = Object.keys(manifest).filter((key) => landing.some((name) => key.endsWith(`/${name}.tsx`)));
const loads = screens.map((key) => [key, total(filesOf(key, new Set(entry)))]);
console.log(`entry ${total(entry)}`);
for (const [key, bytes] of loads) console.log(`${key} ${bytes}`);
console.log(`first-load ${Math.max(total(entry), ...loads.map(([, bytes]) => bytes))}`);
