import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Hint } from '@/lib/stream/events';
import { lastChange } from './client';
import { refresher } from './live';

const changed = (topic: string, id: string | null, mine = false): Hint => ({
  kind: 'changed',
  topic,
  id,
  mine,
});

describe('hints', () => {
  let client: QueryClient;
  let live: ReturnType<typeof refresher>;
  let read: string[];
  let stops: (() => void)[];

  /** Shows a query on the screen and empties the list of what was read. */
  async function show(...queryKey: unknown[]): Promise<void> {
    const name = queryKey.map((part) => JSON.stringify(part)).join(' ');
    const queryFn = (): string => {
      read.push(name);
      return name;
    };
    stops.push(new QueryObserver(client, { queryKey, queryFn }).subscribe(() => undefined));
    await vi.advanceTimersByTimeAsync(0);
    read.length = 0;
  }

  beforeEach(() => {
    vi.useFakeTimers();
    client = new QueryClient();
    live = refresher(client);
    read = [];
    stops = [];
  });
  afterEach(() => {
    for (const stop of stops) stop();
    live.stop();
    vi.useRealTimers();
  });

  it('have the thing itself read again at once, and lists after a while', async () => {
    await show('walk', 'one');
    await show('walk', 'two');
    await show('walks', { status: 'active' });
    for (let at = 0; at < 20; at += 1) live.take(changed('walks', 'one'));
    await vi.advanceTimersByTimeAsync(300);
    expect(read).toEqual(['"walk" "one"']);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(read).toEqual(['"walk" "one"', '"walks" {"status":"active"}']);
  });

  it('leave alone what is being edited', async () => {
    await show('flow', 'one', 'draft');
    await show('flow', 'one');
    live.take(changed('flows', 'one'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(read).toEqual(['"flow" "one"']);
  });

  it('of what this tab just did itself are not followed, those of other tabs are', async () => {
    await show('ticket', 'one');
    live.take(changed('tickets', 'one', true));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(read).toHaveLength(1);
    lastChange.at = performance.now();
    live.take(changed('tickets', 'one', true));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(read).toHaveLength(1);
    live.take(changed('tickets', 'one'));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(read).toHaveLength(2);
  });

  it('wait while nobody looks', async () => {
    await show('notifications', 'unread');
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    live.take(changed('notifications', null));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(read).toEqual([]);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(read).toHaveLength(1);
  });

  it('that something was missed have everything read again that can change', async () => {
    await show('walk', 'one');
    await show('me');
    live.take({ kind: 'resync' });
    await vi.advanceTimersByTimeAsync(2_500);
    expect(read).toEqual(['"walk" "one"']);
  });

  it('leave alone what was opened after they were missed', async () => {
    await show('walk', 'one');
    live.take({ kind: 'resync' });
    await show('walk', 'two');
    await vi.advanceTimersByTimeAsync(2_500);
    expect(read).toEqual(['"walk" "one"']);
  });
});
