import { type APIRequestContext, expect, request } from '@playwright/test';

export const PASSWORD = 'seven grey herons';

/** Somebody who is signed in: API calls as them, and what a browser needs to be them. */
export interface Person {
  id: string;
  name: string;
  api: Api;
  state: Awaited<ReturnType<APIRequestContext['storageState']>>;
}

/** JSON calls under `/api/v1`; anything but success fails the test with the server's words. */
export class Api {
  readonly context: APIRequestContext;

  constructor(context: APIRequestContext) {
    this.context = context;
  }

  async post<T>(path: string, data: object = {}): Promise<T> {
    const answer = await this.context.post(`/api/v1/${path}`, { data });
    expect(answer.ok(), `POST ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return answer.json();
  }

  patch<T>(path: string, version: number, data: object): Promise<T> {
    return this.#change('PATCH', path, version, data);
  }

  put<T>(path: string, version: number, data: object): Promise<T> {
    return this.#change('PUT', path, version, data);
  }

  async #change<T>(method: 'PATCH' | 'PUT', path: string, version: number, data: object): Promise<T> {
    const headers = { 'if-match': `"${version}"` };
    const answer = await this.context.fetch(`/api/v1/${path}`, { method, data, headers });
    expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return answer.json();
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.context.get(`/api/v1/${path}`);
    expect(answer.ok(), `GET ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return answer.json();
  }
}

interface Me {
  id: string;
  name: string;
}

/** Somebody who signed in earlier, as can be noted in a file. */
export type Known = Omit<Person, 'api'>;

export function known({ id, name, state }: Person): Known {
  return { id, name, state };
}

/** Somebody who signed in earlier, on a server that knows them. */
export async function personOf(url: string, known: Known): Promise<Person> {
  const context = await request.newContext({
    baseURL: url,
    extraHTTPHeaders: { origin: url },
    storageState: known.state,
  });
  return { ...known, api: new Api(context) };
}

async function person(url: string, enter: (api: Api) => Promise<Me>): Promise<Person> {
  const context = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  const api = new Api(context);
  const me = await enter(api);
  return { id: me.id, name: me.name, api, state: await context.storageState() };
}

/** Sets the installation up with its account and owner. */
export function makeOwner(url: string, account: string, name: string): Promise<Person> {
  return person(url, (api) =>
    api.post<Me>('setup', { account_name: account, name, email: emailOf(name), password: PASSWORD }),
  );
}

/** Invites somebody with a role, and joins as them. */
export async function join(url: string, owner: Person, role: string, name: string): Promise<Person> {
  const invitation = await owner.api.post<{ token: string }>('invitations', {
    account_role: role,
    can_cover_l1: false,
  });
  return person(url, (api) =>
    api.post<Me>('invitations/accept', {
      token: invitation.token,
      name,
      email: emailOf(name),
      password: PASSWORD,
    }),
  );
}

export function emailOf(name: string): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}@example.com`;
}

/** Waits until every flow has its sentence vectors, which are made in the background after an import. */
export async function untilIndexed(api: Api): Promise<void> {
  const waiting = async (): Promise<number> => {
    const asked = { problem_text: 'printer' };
    return (await api.post<{ waiting_for_vectors: number }>('flows/match', asked)).waiting_for_vectors;
  };
  await expect.poll(waiting, { timeout: 40_000 }).toBe(0);
}
