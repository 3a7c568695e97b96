import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync, statfsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const READY_MS = 60_000;
const STOP_MS = 20_000;
const POLL_MS = 100;
const MEMORY = '/dev/shm';
const ROOM_BYTES = 2 ** 31;

/** Becomes `resolutionflow serve`, which ends when whoever started it dies, however they die. */
const SERVE = `
import ctypes, os, signal, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
os.execv(sys.executable, [sys.executable, "-m", "resolutionflow", "serve"])
`;

/** A real server with a database of its own in a folder that goes when it is deleted. */
export interface Server {
  url: string;
  /** Its data folder; once it has stopped, that can be copied. */
  data: string;
  stop: () => Promise<void>;
  delete: () => Promise<void>;
}

const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));
const run = promisify(execFile);

/** The Python that the server is installed in: `RESOLUTIONFLOW_PYTHON`, else the repository's own. */
function python(): string {
  const own = resolve(import.meta.dirname, '../../../.venv/bin/python');
  return process.env.RESOLUTIONFLOW_PYTHON ?? (existsSync(own) ? own : 'python3');
}

/** Where folders are made: in memory where there is room, so that nothing waits for the disk. */
function place(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > ROOM_BYTES ? MEMORY : tmpdir();
}

async function freePort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((go) => listener.listen(0, '127.0.0.1', go));
  const address = listener.address();
  await new Promise((go) => listener.close(go));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function untilReady(url: string, child: ChildProcess, log: string): Promise<void> {
  const end = Date.now() + READY_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > end) {
      throw new Error(`The server did not start (status ${child.exitCode}):\n${readFileSync(log, 'utf8')}`);
    }
    await pause(POLL_MS);
  }
}

/** Ends the server and waits until its database, which ends after it, has written all it knows. */
async function stop(child: ChildProcess, data: string): Promise<void> {
  if (child.exitCode === null) {
    const gone = new Promise<void>((go) => child.once('exit', () => go()));
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await gone;
    clearTimeout(late);
  }
  const end = Date.now() + STOP_MS;
  while (existsSync(join(data, 'postgres/cluster/postmaster.pid')) && Date.now() < end) await pause(POLL_MS);
}

function ownSettings(data: string, port: number): NodeJS.ProcessEnv {
  const foreign = Object.entries(process.env).filter(([name]) => !name.startsWith('RESOLUTIONFLOW_'));
  return {
    ...Object.fromEntries(foreign),
    RESOLUTIONFLOW_PORT: String(port),
    RESOLUTIONFLOW_DATA_DIR: data,
  };
}

/** Starts `resolutionflow serve` on a free port, with a copy of the data folder `like` or an empty one. */
export async function startServer(name: string, like?: string): Promise<Server> {
  const folder = await mkdtemp(join(place(), `rf-e2e-${name}-`));
  const data = join(folder, 'data');
  if (like) await run('cp', ['-a', like, data]);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = join(folder, 'server.log');
  const output = openSync(log, 'a');
  const child = spawn(python(), ['-c', SERVE], {
    cwd: folder,
    env: ownSettings(data, port),
    stdio: ['ignore', output, output],
  });
  const server = {
    url,
    data,
    stop: () => stop(child, data),
    delete: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
  try {
    await untilReady(url, child, log);
  } catch (error) {
    await server.stop();
    await server.delete();
    throw error;
  }
  return server;
}
