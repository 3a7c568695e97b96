import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Person } from './people';

/** A provider on this machine that answers any flow sensibly, and fails on keys that say so. */
export interface Provider {
  url: string;
  /** Answers to the key `held` wait from now on. */
  hold: () => Promise<void>;
  /** Lets those answers go that wait, and all after them. */
  release: () => Promise<void>;
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
  const url = await address(child);
  const tell = async (what: string): Promise<void> => {
    const answer = await fetch(`${url}/${what}`, { method: 'POST' });
    if (!answer.ok) throw new Error(`The provider answers ${answer.status} to ${what}.`);
  };
  return {
    url,
    hold: () => tell('hold'),
    release: () => tell('release'),
    stop: () => child.kill('SIGTERM'),
  };
}

/** Sets the model of the account to that provider; the end of the key says how it behaves. */
export async function useModel(owner: Person, provider: Provider, key: string): Promise<void> {
  await changeAi(owner, {
    provider: 'anthropic',
    base_url: provider.url,
    api_key: `sk-loopback-${key}`,
    zero_wait: false,
  });
}

/** Leaves the account with the playbook alone. */
export async function useNoModel(owner: Person): Promise<void> {
  await changeAi(owner, { provider: null, model: null, base_url: null, api_key: null });
}

async function changeAi(owner: Person, change: object): Promise<void> {
  const { version } = await owner.api.get<{ version: number }>('account/ai-settings');
  await owner.api.patch('account/ai-settings', version, change);
}
