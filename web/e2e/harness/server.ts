import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const READY_MS = 60_000;
const STOP_MS = 20_000;
const POLL_MS = 100;

/** A real server with a database of its own in a folder that goes when it stops. */
export interface Server {
  url: string;
  stop: () => Promise<void>;
}

const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));

/** The Python that the server is installed in: `RESOLUTIONFLOW_PYTHON`, else the repository's own. */
function python(): string {
  const own = resolve(import.meta.dirname, '../../../.venv/bin/python');
  return process.env.RESOLUTIONFLOW_PYTHON ?? (existsSync(own) ? own : 'python3');
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

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise<void>((go) => child.once('exit', () => go()));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await gone;
  clearTimeout(late);
}

function ownSettings(folder: string, port: number): NodeJS.ProcessEnv {
  const foreign = Object.entries(process.env).filter(([name]) => !name.startsWith('RESOLUTIONFLOW_'));
  return {
    ...Object.fromEntries(foreign),
    RESOLUTIONFLOW_PORT: String(port),
    RESOLUTIONFLOW_DATA_DIR: join(folder, 'data'),
  };
}

/** Starts `resolutionflow serve` on a free port with an empty data folder that has `name` in its own. */
export async function startServer(name: string): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), `rf-e2e-${name}-`));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = join(folder, 'server.log');
  const output = openSync(log, 'a');
  const child = spawn(python(), ['-m', 'resolutionflow', 'serve'], {
    cwd: folder,
    env: ownSettings(folder, port),
    stdio: ['ignore', output, output],
  });
  await untilReady(url, child, log);
  return {
    url,
    stop: async () => {
      await stop(child);
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
