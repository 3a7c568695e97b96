import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Desk, makeDesk } from './desk';
import { type Known, known, personOf } from './people';
import { startServer } from './server';

const SEED = 'RESOLUTIONFLOW_E2E_SEED';
const NOTE = 'desk.json';
const PEOPLE = ['owner', 'engineer', 'technician', 'newcomer'] as const;

type Noted = Omit<Desk, (typeof PEOPLE)[number]> & Record<(typeof PEOPLE)[number], Known>;

/** The data folder of a desk that was filled once for all workers. */
export function seed(): string {
  const folder = process.env[SEED];
  if (!folder) throw new Error('The desk was not filled before the tests.');
  return folder;
}

/** The desk as it was filled, on a server that has a copy of its data. */
export async function deskOn(url: string): Promise<Desk> {
  const noted: Noted = JSON.parse(readFileSync(join(seed(), NOTE), 'utf8'));
  const people = await Promise.all(PEOPLE.map(async (who) => [who, await personOf(url, noted[who])]));
  return { ...noted, ...Object.fromEntries(people) };
}

/** Fills the desk before all tests; returns what takes it away after them. */
export async function fill(): Promise<() => Promise<void>> {
  const server = await startServer('seed');
  try {
    const desk = await makeDesk(server.url);
    const noted = Object.fromEntries(PEOPLE.map((who) => [who, known(desk[who])]));
    await writeFile(join(server.data, NOTE), JSON.stringify({ ...desk, ...noted }));
  } finally {
    await server.stop();
  }
  process.env[SEED] = server.data;
  return server.delete;
}
