import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** A provider on this machine that answers any flow sensibly, and fails on keys that say so. */
export interface Provider {
  url: string;
  stop: () => void;
}

const SERVER = resolve(import.meta.dirname, '../../../server');

function address(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    child.once('exit', (status) => failed(new Error(`The provider ended with ${status}.`)));
    child.stdout?.on('data', (said: Buffer) => {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said.toString())?.[0];
      if (url) found(url);
    });
  });
}

/** Starts the provider that the server's tests have. */
export async function startProvider(): Promise<Provider> {
  const python = process.env.RESOLUTIONFLOW_PYTHON ?? resolve(SERVER, '../.venv/bin/python');
  const child = spawn(python, ['-m', 'tests.support.loopback', '--port', '0'], {
    cwd: SERVER,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { url: await address(child), stop: () => child.kill('SIGTERM') };
}
