import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Connection } from './connection';
import type { Hint } from './events';
import { eventReader, hintOf, type ServerEvent } from './events';
import { POLL_MS, shareStream } from './share';
import { holdStream, waitMs } from './source';

/** The browser's locks, as far as tabs of one browser need them. */
class Locks {
  private queue: (() => void)[] = [];
  private held = false;

  request = (_name: string, options: { signal: AbortSignal }, run: () => Promise<void>): Promise<void> =>
    new Promise((resolve, reject) => {
      const begin = (): void => {
        this.held = true;
        void run().then(() => {
          this.held = false;
          resolve();
          this.queue.shift()?.();
        });
      };
      options.signal.addEventListener('abort', () => {
        if (!this.queue.includes(begin)) return;
        this.queue = this.queue.filter((one) => one !== begin);
        reject(new DOMException('', 'AbortError'));
      });
      if (this.held) this.queue.push(begin);
      else begin();
    });
}

interface Held {
  onHint: (hint: Hint) => void;
  onState: (connection: Connection) => void;
}

const HINT: Hint = { kind: 'changed', topic: 'walks', id: 'one', mine: false };
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe('tabs of one browser', () => {
  let locks: Locks;
  let streams: Held[];
  let opened: (() => void)[];

  beforeEach(() => {
    locks = new Locks();
    streams = [];
    opened = [];
  });
  afterEach(() => {
    for (const close of opened) close();
  });

  function openTab(name = 'nina'): { close: () => void; hints: Hint[]; states: Connection[] } {
    const hints: Hint[] = [];
    const states: Connection[] = [];
    const close = shareStream({
      name,
      onHint: (hint) => hints.push(hint),
      onState: (state) => states.push(state),
      locks: locks as unknown as LockManager,
      hold: ({ onHint, onState, signal }) => {
        streams.push({ onHint, onState });
        onState('live');
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
      },
    });
    opened.push(close);
    return { close, hints, states };
  }

  it('hold one stream together, and all hear what it says', async () => {
    const tabs = [openTab(), openTab(), openTab()];
    await settle();
    expect(streams).toHaveLength(1);
    streams[0]?.onHint(HINT);
    await settle();
    expect(tabs.map((tab) => tab.hints)).toEqual([[HINT], [HINT], [HINT]]);
  });

  it('go on over a stream of another tab when the first is closed', async () => {
    const [first, second, third] = [openTab(), openTab(), openTab()];
    await settle();
    first.close();
    await settle();
    expect(streams).toHaveLength(2);
    streams[1]?.onHint(HINT);
    await settle();
    expect([first.hints, second.hints, third.hints]).toEqual([[], [HINT], [HINT]]);
  });

  it('leave the line of those who wait when they are closed', async () => {
    const [first, second, third] = [openTab(), openTab(), openTab()];
    await settle();
    second.close();
    first.close();
    await settle();
    expect(streams).toHaveLength(2);
    streams[1]?.onHint(HINT);
    await settle();
    expect([second.hints, third.hints]).toEqual([[], [HINT]]);
  });

  it('say to a tab that is opened later how the stream is', async () => {
    openTab();
    await settle();
    streams[0]?.onState('reconnecting');
    const late = openTab();
    await settle();
    expect(late.states).toEqual(['reconnecting']);
  });

  it('do not hear what is said to another person of the same browser', async () => {
    const nina = openTab('nina');
    const omar = openTab('omar');
    await settle();
    streams[0]?.onHint(HINT);
    await settle();
    expect([nina.hints, omar.hints]).toEqual([[HINT], []]);
  });

  it('read everything again from time to time where they cannot share', () => {
    vi.useFakeTimers();
    const hints: Hint[] = [];
    const close = shareStream({
      name: 'nina',
      onHint: (hint) => hints.push(hint),
      onState: () => undefined,
      locks: undefined,
    });
    vi.advanceTimersByTime(2 * POLL_MS);
    close();
    vi.advanceTimersByTime(2 * POLL_MS);
    vi.useRealTimers();
    expect(hints).toEqual([{ kind: 'resync' }, { kind: 'resync' }]);
  });
});

describe('events', () => {
  it('are put together from pieces cut anywhere', () => {
    const whole =
      'event: hello\ndata: {"heartbeat_seconds":20}\n\nevent: changed\ndata: {"topic":"walks","id":"1"}\n\n';
    for (let cut = 0; cut < whole.length; cut += 1) {
      const events: ServerEvent[] = [];
      const take = eventReader((event) => events.push(event));
      take(whole.slice(0, cut));
      take(whole.slice(cut));
      expect(events.map(({ name }) => name)).toEqual(['hello', 'changed']);
      expect(events.map(hintOf)).toEqual([null, { kind: 'changed', topic: 'walks', id: '1', mine: false }]);
    }
  });
});

describe('waiting before the next try', () => {
  it('grows to half a minute and is of chance', () => {
    expect([0, 1, 2, 3, 4, 5, 50].map((failures) => waitMs(failures, 'ended', 0.5))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
    expect(waitMs(2, 'ended', 0)).toBe(2_000);
    expect(waitMs(2, 'ended', 1)).toBe(6_000);
    expect(waitMs(0, 'refused', 0.5)).toBe(60_000);
  });
});

describe('a stream', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('has everything read again as soon as it is open, for what changed until then was not heard', async () => {
    const stop = new AbortController();
    const open = new Response(new ReadableStream({ start: () => undefined }));
    vi.stubGlobal(
      'fetch',
      vi.fn(() => Promise.resolve(open)),
    );
    const hints: Hint[] = [];
    const held = holdStream({
      onHint: (hint) => {
        hints.push(hint);
        stop.abort();
      },
      onState: () => undefined,
      signal: stop.signal,
    });
    await vi.waitFor(() => expect(hints).toEqual([{ kind: 'resync' }]));
    void held;
  });
});
