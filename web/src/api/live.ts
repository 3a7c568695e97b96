import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { setConnection } from '@/lib/stream/connection';
import type { Hint } from '@/lib/stream/events';
import { shareStream } from '@/lib/stream/share';
import { lastChange } from './client';

/** First words of the keys of lists in which things of a topic stand, and of the things themselves. */
const SHOWN_UNDER: Record<string, { lists: string; thing: string }> = {
  walks: { lists: 'walks', thing: 'walk' },
  escalations: { lists: 'escalations', thing: 'walk' },
  tickets: { lists: 'tickets', thing: 'ticket' },
  flows: { lists: 'flows', thing: 'flow' },
  notifications: { lists: 'notifications', thing: 'notification' },
  flow_builds: { lists: 'flow-builds', thing: 'flow-build' },
};
const EVERYTHING = new Set(Object.values(SHOWN_UNDER).flatMap(({ lists, thing }) => [lists, thing]));

/** What shows the very thing is read again at once; lists, in which it may stand, less often. */
const THING_MS = 250;
const LIST_MS: Record<string, number> = { walks: 5_000, notifications: 100 };
const OTHER_LIST_MS = 1_500;
const RESYNC_MS = 2_000;
/** A tab that sent a change so lately has its outcome already. */
const OWN_MS = 3_000;

/** Never read again by itself: what is being edited on the screen, and what was searched for a text being typed. */
const LEFT_ALONE = ['draft', 'preview', 'look-alikes'];

function isLeftAlone(query: Query): boolean {
  return LEFT_ALONE.some((word) => query.queryKey.includes(word));
}

function showsThing(query: Query, topic: string, id: string | null): boolean {
  if (isLeftAlone(query)) return false;
  return id === null ? query.queryKey[0] === SHOWN_UNDER[topic]?.thing : query.queryKey.includes(id);
}

function isList(query: Query, topic: string): boolean {
  return query.queryKey[0] === SHOWN_UNDER[topic]?.lists && !isLeftAlone(query);
}

function isAnything(query: Query): boolean {
  return EVERYTHING.has(String(query.queryKey[0])) && !isLeftAlone(query);
}

/** Takes hints and has the queries that they touch read again, gathered; those on the screen only. */
export function refresher(client: QueryClient): { take: (hint: Hint) => void; stop: () => void } {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const waiting = new Map<string, () => void>();
  /** What was read, or begun to be, before it was certain that changes are heard; what is opened later has it all. */
  const missed = new Set<string>();

  const invalidate = (predicate: (query: Query) => boolean): void =>
    void client.invalidateQueries({ predicate, refetchType: 'active' });

  // Where nobody looks nothing is read: it waits until somebody does.
  const flush = (): void => {
    if (document.hidden) return;
    for (const run of waiting.values()) run();
    waiting.clear();
  };
  const after = (name: string, milliseconds: number, run: () => void): void => {
    if (timers.has(name) || waiting.has(name)) return;
    const ring = (): void => {
      timers.delete(name);
      waiting.set(name, run);
      flush();
    };
    timers.set(name, setTimeout(ring, milliseconds));
  };

  const take = (hint: Hint): void => {
    if (hint.kind === 'resync') {
      for (const query of client.getQueryCache().findAll({ predicate: isAnything }))
        missed.add(query.queryHash);
      after('everything', Math.random() * RESYNC_MS, () => {
        invalidate((query) => missed.has(query.queryHash));
        missed.clear();
      });
      return;
    }
    const { topic, id, mine } = hint;
    if (mine && performance.now() - lastChange.at < OWN_MS) return;
    after(`${topic} ${id}`, THING_MS, () => invalidate((query) => showsThing(query, topic, id)));
    after(topic, LIST_MS[topic] ?? OTHER_LIST_MS, () => invalidate((query) => isList(query, topic)));
  };

  document.addEventListener('visibilitychange', flush);
  const stop = (): void => {
    document.removeEventListener('visibilitychange', flush);
    for (const timer of timers.values()) clearTimeout(timer);
  };
  return { take, stop };
}

/** Keeps what is on the screen as it is on the server. Mounted once, in the frame of all screens. */
export function useLive(userId: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const { take, stop } = refresher(client);
    const leave = shareStream({ name: userId, onHint: take, onState: setConnection });
    return () => {
      leave();
      stop();
      setConnection('live');
    };
  }, [client, userId]);
}
