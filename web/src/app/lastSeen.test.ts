import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openWalksQuery, walkKey } from '@/api/walks';
import { keepLastSeen, recallLastSeen } from './lastSeen';

const ORIGIN = 'http://desk';
const DAY_MS = 24 * 3_600_000;

/** As much of the browser's Cache Storage as is used. */
function cacheStorage() {
  const stores = new Map<string, Map<string, string>>();
  const urlOf = (place: string | { url: string }) =>
    typeof place === 'string' ? `${ORIGIN}${place}` : place.url;
  const opened = (name: string) => {
    const store = stores.get(name) ?? new Map<string, string>();
    stores.set(name, store);
    return {
      put: async (place: string, answer: Response) => void store.set(urlOf(place), await answer.text()),
      match: async (place: string | { url: string }) => {
        const found = store.get(urlOf(place));
        return found === undefined ? undefined : new Response(found);
      },
      keys: async () => [...store.keys()].map((url) => ({ url })),
      delete: async (place: { url: string }) => store.delete(place.url),
    };
  };
  return {
    open: async (name: string) => opened(name),
    has: async (name: string) => stores.has(name),
    delete: async (name: string) => stores.delete(name),
  };
}

const client = () => new QueryClient();
let stop = (): void => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('caches', cacheStorage());
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Somebody signs in and sees these walks. */
async function see(person: string, ...walks: string[]): Promise<QueryClient> {
  stop();
  const seeing = client();
  stop = keepLastSeen(seeing);
  seeing.setQueryData(['me'], { id: person });
  await vi.advanceTimersByTimeAsync(1_000);
  seeing.setQueryData(openWalksQuery.queryKey, []);
  for (const id of walks) seeing.setQueryData(walkKey(id), { id });
  await vi.advanceTimersByTimeAsync(1_000);
  return seeing;
}

it('knows without a connection who is signed in and the walks they saw, and nothing else', async () => {
  const seeing = await see('ann', 'w1', 'w2');
  seeing.setQueryData(['tickets'], ['secret']);
  await vi.advanceTimersByTimeAsync(1_000);
  const later = client();
  expect(await recallLastSeen(later)).toBe(true);
  expect(later.getQueryData(['me'])).toEqual({ id: 'ann' });
  expect(later.getQueryData(walkKey('w2'))).toEqual({ id: 'w2' });
  expect(later.getQueryData(['tickets'])).toBeUndefined();
});

it('never puts what was seen over what is newer', async () => {
  await see('ann', 'w1');
  const later = client();
  later.setQueryData(walkKey('w1'), { id: 'w1', newer: true });
  await recallLastSeen(later);
  expect(later.getQueryData(walkKey('w1'))).toEqual({ id: 'w1', newer: true });
});

it('forgets all of it with the session', async () => {
  const seeing = await see('ann', 'w1');
  seeing.clear();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await recallLastSeen(client())).toBe(false);
});

it('shows nobody what another person saw, even if that one never signed out', async () => {
  await see('ann', 'w1');
  await see('bob', 'w2');
  const later = client();
  await recallLastSeen(later);
  expect(later.getQueryData(['me'])).toEqual({ id: 'bob' });
  expect(later.getQueryData(walkKey('w1'))).toBeUndefined();
  expect(later.getQueryData(walkKey('w2'))).toEqual({ id: 'w2' });
});

it('keeps twenty walks, the ones seen last, for a week', async () => {
  await see('ann', ...Array.from({ length: 23 }, (_, at) => `w${at}`));
  const later = client();
  await recallLastSeen(later);
  expect(later.getQueryData(walkKey('w2'))).toBeUndefined();
  expect(later.getQueryData(walkKey('w22'))).toEqual({ id: 'w22' });
  expect(await recallLastSeen(client(), Date.now() + 8 * DAY_MS)).toBe(false);
});
