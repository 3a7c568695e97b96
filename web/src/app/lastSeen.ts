import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { meKey } from '@/api/me';
import { openWalksQuery } from '@/api/walks';

/**
 * What was seen last on this device: who is signed in, their open walks, and the walks that were opened.
 * It is shown when the app is opened without a connection, and forgotten with the session.
 */

const STORE = 'rf-last-seen';
const PLACE = '/last-seen/';
const WALK = 'walk:';
const WALKS_KEPT = 20;
const LARGEST = 1_000_000;
const KEEP_MS = 7 * 24 * 3_600_000;
const PAUSE_MS = 500;

interface Seen {
  key: QueryKey;
  at: number;
  data: unknown;
}

/** Under which name data is kept; null for what is not. */
function nameOf(key: QueryKey): string | null {
  if (key.length === 1 && key[0] === meKey[0]) return 'me';
  if (JSON.stringify(key) === JSON.stringify(openWalksQuery.queryKey)) return 'open';
  return key.length === 2 && key[0] === 'walk' ? `${WALK}${key[1]}` : null;
}

const addressOf = (name: string): string => `${PLACE}${encodeURIComponent(name)}`;

/** Only where the app's own files are kept, too. */
const possible = (): boolean => 'caches' in window;

/** Of somebody who was here before, and whose session ended without a word, nothing stays either. */
async function forgetOthers(me: { id: string }): Promise<void> {
  const found = await (await caches.open(STORE)).match(addressOf('me'));
  const before = found && ((await found.json()) as { data: { id: string } }).data;
  if (before && before.id !== me.id) await forgetLastSeen();
}

async function put(name: string, seen: Seen): Promise<void> {
  const text = JSON.stringify(seen);
  if (text.length > LARGEST) return;
  if (name === 'me') await forgetOthers(seen.data as { id: string });
  const store = await caches.open(STORE);
  await store.put(addressOf(name), new Response(text));
  const walks = (await store.keys()).filter((one) => one.url.includes(addressOf(WALK)));
  await Promise.all(walks.slice(0, -WALKS_KEPT).map((one) => store.delete(one)));
}

/** Forgets all of it: nobody is signed in here any more. */
export async function forgetLastSeen(): Promise<void> {
  if (possible()) await caches.delete(STORE);
}

/** Keeps what is seen from now on; returns how to stop. */
export function keepLastSeen(client: QueryClient): () => void {
  if (!possible()) return () => undefined;
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const kept = new Map<string, unknown>();
  const stop = (): void => {
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
  };
  const later = (name: string, key: QueryKey): void => {
    clearTimeout(timers.get(name));
    const keep = (): void => {
      timers.delete(name);
      const state = client.getQueryState(key);
      // Read again and the same as before, which is most often so.
      if (state?.data === undefined || kept.get(name) === state.data) return;
      kept.set(name, state.data);
      // A full disk: what is not kept is not there without a connection.
      put(name, { key, at: state.dataUpdatedAt, data: state.data }).catch(() => undefined);
    };
    timers.set(name, setTimeout(keep, PAUSE_MS));
  };
  for (const { queryKey } of client.getQueryCache().getAll()) {
    const name = nameOf(queryKey);
    if (name !== null) later(name, queryKey);
  }
  const unsubscribe = client.getQueryCache().subscribe((event) => {
    const name = nameOf(event.query.queryKey);
    if (name === null) return;
    if (event.type === 'updated' && event.action.type === 'success') later(name, event.query.queryKey);
    // Signed out, or somebody else signed in: nothing of theirs stays.
    if (event.type === 'removed' && name === 'me') {
      stop();
      kept.clear();
      void forgetLastSeen();
    }
  });
  return () => {
    stop();
    unsubscribe();
  };
}

/** Puts what was seen last where nothing newer is; returns whether it is known who is signed in. */
export async function recallLastSeen(client: QueryClient, now: number = Date.now()): Promise<boolean> {
  if (!possible() || !(await caches.has(STORE))) return false;
  const store = await caches.open(STORE);
  for (const place of await store.keys()) {
    const found = await store.match(place);
    const seen = found && ((await found.json()) as Seen);
    if (!seen || now - seen.at > KEEP_MS) await store.delete(place);
    else if (client.getQueryData(seen.key) === undefined) {
      client.setQueryData(seen.key, seen.data, { updatedAt: seen.at });
    }
  }
  return client.getQueryData(meKey) !== undefined;
}
