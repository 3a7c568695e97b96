import createClient from 'openapi-fetch';
import { isOnline, noteAnswer } from '@/lib/connection';
import { ApiProblem, problemOf, unreachable } from './problem';
import type { components, paths } from './schema.gen';

/** Shapes of the API by name, as in `Schemas['Me']`. */
export type Schemas = components['schemas'];
export type Permission = Schemas['Permission'];
export type Role = Schemas['Role'];

/** Milliseconds before each further try; the tests shorten them. */
export const patience = { waits: [300, 1_000, 2_500] };

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Reads, and what carries an Idempotency-Key, may be sent again after a lost answer: that never doubles anything. */
function mayRepeat(request: Request): boolean {
  return request.method === 'GET' || request.headers.has('Idempotency-Key');
}

/** What is already known to be away is not waited for when reading: it is read again once it is back. */
function waitsFor(request: Request): number[] {
  if (!mayRepeat(request) || (request.method === 'GET' && !isOnline())) return [];
  return patience.waits;
}

/** When this tab last changed something (`performance.now()`). */
export const lastChange = { at: Number.NEGATIVE_INFINITY };

async function attempt(request: Request): Promise<Response | ApiProblem> {
  const noteChange = (): void => {
    if (request.method !== 'GET') lastChange.at = performance.now();
  };
  noteChange();
  try {
    const answer = await fetch(request.clone());
    noteAnswer(answer.status);
    return answer;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    noteAnswer(null);
    return unreachable();
  } finally {
    noteChange();
  }
}

async function persistentFetch(request: Request): Promise<Response> {
  const waits = waitsFor(request);
  let answer = await attempt(request);
  for (const wait of waits) {
    if (!(answer instanceof ApiProblem) && answer.status !== 503) break;
    await pause(wait);
    answer = await attempt(request);
  }
  if (answer instanceof ApiProblem) throw answer;
  if (!answer.ok) throw await problemOf(answer, request.method === 'GET');
  return answer;
}

/** The typed client. An answer that is no success is thrown as `ApiProblem`. */
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  fetch: persistentFetch,
});

/** The body of an answer: `await body(api.GET('/api/v1/me'))`; undefined for 204. */
export async function body<Answer extends { data?: unknown }>(
  asked: Promise<Answer>,
): Promise<Exclude<Answer['data'], undefined>> {
  return (await asked).data as Exclude<Answer['data'], undefined>;
}

/** The header that says which version was edited. */
export function ifMatch(version: number | string): { 'if-match': string } {
  return { 'if-match': `"${version}"` };
}

/** The header that makes a repeated POST happen once. */
export function onceKey(key: string): { 'idempotency-key': string } {
  return { 'idempotency-key': key };
}
