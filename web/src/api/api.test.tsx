import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import type { ReactNode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { noteAnswer } from '@/lib/connection';
import { problem, serverForTests } from '@/test/server';
import { api, body, onceKey, patience } from './client';
import {
  ApiProblem,
  fieldErrorsOf,
  isProblem,
  problemOf,
  saveFailureOf,
  troubleOf,
  unreachable,
} from './problem';
import { useSend } from './send';

const server = serverForTests();
const team = { id: '1', name: 'Night', members: [], created_at: '2026-11-21T12:00:00Z', version: 1 };

describe('the client', () => {
  beforeEach(() => {
    patience.waits = [0, 0, 0];
    noteAnswer(200);
  });

  it('throws a refusal as a problem with its code, title and fields', async () => {
    const errors = [{ field: 'name', message: 'is empty' }];
    server.use(http.post('*/api/v1/teams', () => problem(422, 'invalid_input', { errors })));
    const refused = await body(api.POST('/api/v1/teams', { body: { name: '', member_ids: [] } })).catch(
      (error) => error,
    );
    expect(isProblem(refused, 422)).toBe(true);
    expect(isProblem(refused, 'invalid_input')).toBe(true);
    expect(isProblem(refused, 409, 'stale')).toBe(false);
    expect(troubleOf(refused)).toEqual({
      title: 'Refused',
      detail: 'Why, and what to do.',
      points: ['name: is empty'],
    });
    expect(fieldErrorsOf(refused)).toEqual({ name: 'is empty' });
  });

  it('repeats a read while the server is away', async () => {
    let asked = 0;
    server.use(
      http.get('*/api/v1/teams', () => {
        asked += 1;
        if (asked === 1) return HttpResponse.error();
        return asked === 2 ? problem(503, 'unavailable') : HttpResponse.json({ items: [team], next: null });
      }),
    );
    expect((await body(api.GET('/api/v1/teams'))).items).toHaveLength(1);
    expect(asked).toBe(3);
  });

  it('asks a server that is known to be away once, and says at once that it is', async () => {
    let asked = 0;
    server.use(
      http.get('*/api/v1/teams', () => {
        asked += 1;
        return HttpResponse.error();
      }),
    );
    noteAnswer(null);
    const lost = await body(api.GET('/api/v1/teams')).catch((error) => error);
    expect(isProblem(lost, 'unreachable')).toBe(true);
    expect(asked).toBe(1);
    noteAnswer(200);
  });

  it('repeats a change with an Idempotency-Key under the same key, and without one never', async () => {
    const keys: (string | null)[] = [];
    server.use(
      http.post('*/api/v1/teams', ({ request }) => {
        keys.push(request.headers.get('idempotency-key'));
        return HttpResponse.error();
      }),
    );
    const payload = { name: 'Night', member_ids: [] };
    const lost = await body(
      api.POST('/api/v1/teams', { body: payload, params: { header: onceKey('k') } }),
    ).catch((error) => error);
    expect(isProblem(lost, 'unreachable')).toBe(true);
    expect(keys).toEqual(['k', 'k', 'k', 'k']);
    await body(api.POST('/api/v1/teams', { body: payload })).catch((error) => error);
    expect(keys.slice(4)).toEqual([null]);
  });
});

describe('a change sent by a screen', () => {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
  );
  const send = vi.fn<(name: string, key: string) => Promise<string>>();

  async function attempt(
    result: { current: ReturnType<typeof useSend<string, string>> },
    name: string,
  ): Promise<void> {
    await act(() => result.current.mutateAsync(name).catch(() => undefined));
  }
  const keys = (): string[] => send.mock.calls.map(([, key]) => key);

  beforeEach(() => {
    send.mockReset();
  });

  it('keeps its key when the same is tried again after a lost answer, and makes a new one after that', async () => {
    send.mockRejectedValueOnce(unreachable()).mockResolvedValue('done');
    const { result } = renderHook(() => useSend({ send }), { wrapper });
    await attempt(result, 'Night');
    await attempt(result, 'Night');
    await attempt(result, 'Night');
    const [first, second, third] = keys();
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('makes a new key for other contents, and after a refusal', async () => {
    const refusal = await problemOf(problem(409, 'team_name_taken'));
    send.mockRejectedValueOnce(unreachable()).mockRejectedValue(refusal);
    const { result } = renderHook(() => useSend({ send }), { wrapper });
    for (const name of ['Night', 'Day', 'Day']) await attempt(result, name);
    expect(new Set(keys()).size).toBe(3);
    await waitFor(() => expect(result.current.error).toBeInstanceOf(ApiProblem));
  });
});

describe('what autosave does about a failed save', () => {
  it.each([
    [412, 'conflict'],
    [413, 'refused'],
    [401, 'refused'],
    [429, 'retry'],
    [503, 'retry'],
    [0, 'retry'],
  ])('status %i is %s', async (status, failure) => {
    const error = status === 0 ? unreachable() : await problemOf(problem(status, 'x'));
    expect(saveFailureOf(error)).toBe(failure);
  });
});

describe('an answer that is no problem body', () => {
  it('still tells the person what to do', async () => {
    const answer = new Response('<h1>502</h1>', { status: 502, headers: { 'content-type': 'text/html' } });
    expect(troubleOf(await problemOf(answer))).toMatchObject({ title: 'Something went wrong on the server' });
  });
});
