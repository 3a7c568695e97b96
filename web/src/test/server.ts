import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';

/** A server for the tests of one file; a request that no handler answers fails the test. */
export function serverForTests() {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  return server;
}

/** A problem body as the API sends it. */
export function problem(status: number, error: string, more: Record<string, unknown> = {}): Response {
  const body = {
    type: 'about:blank',
    title: 'Refused',
    status,
    error,
    detail: 'Why, and what to do.',
    ...more,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
}
