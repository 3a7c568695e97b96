import type { Connection } from './connection';
import type { Hint } from './events';
import { holdStream } from './source';

export const POLL_MS = 15_000;

/** What one tab tells the others. */
type Said = { said: 'hint'; hint: Hint } | { said: 'state'; connection: Connection } | { said: 'here' };

interface ShareOptions {
  /** Tabs with the same name share a stream: one person in one browser. */
  name: string;
  onHint: (hint: Hint) => void;
  onState: (connection: Connection) => void;
  /** For tests. */
  hold?: typeof holdStream;
  locks?: LockManager | undefined;
}

/**
 * Hears the server's hints over one stream for all tabs of this browser; returns how to stop. The tab that holds a lock
 * holds the stream and tells the others; when it is closed, the next one takes its place.
 */
export function shareStream(options: ShareOptions): () => void {
  const locks = 'locks' in options ? options.locks : navigator.locks;
  if (locks === undefined || typeof BroadcastChannel === 'undefined') return poll(options.onHint);
  const stopped = new AbortController();
  const channel = new BroadcastChannel(`resolutionflow-live-${options.name}`);
  const tab = { ...options, channel, leads: false, state: 'live' as Connection };
  channel.onmessage = ({ data }: MessageEvent<Said>) => hear(tab, data);
  channel.postMessage({ said: 'here' } satisfies Said);
  void locks
    .request(`resolutionflow-live-${options.name}`, { signal: stopped.signal }, () =>
      lead(tab, stopped.signal),
    )
    .catch((error: unknown) => {
      // Given up while it waited for the lock.
      if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    });
  return () => {
    stopped.abort();
    channel.close();
  };
}

interface Tab extends ShareOptions {
  channel: BroadcastChannel;
  leads: boolean;
  state: Connection;
}

function hear(tab: Tab, said: Said): void {
  if (said.said === 'hint') tab.onHint(said.hint);
  if (said.said === 'state') tab.onState(said.connection);
  if (said.said === 'here' && tab.leads) tell(tab, { said: 'state', connection: tab.state });
}

function tell(tab: Tab, said: Said): void {
  tab.channel.postMessage(said);
}

async function lead(tab: Tab, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  tab.leads = true;
  const hold = tab.hold ?? holdStream;
  await hold({
    signal,
    onHint: (hint) => {
      tab.onHint(hint);
      if (!signal.aborted) tell(tab, { said: 'hint', hint });
    },
    onState: (connection) => {
      tab.state = connection;
      tab.onState(connection);
      if (!signal.aborted) tell(tab, { said: 'state', connection });
    },
  });
}

/** Where browsers can't share: every tab reads again what it shows, four times a minute. */
function poll(onHint: (hint: Hint) => void): () => void {
  const timer = setInterval(() => {
    if (!document.hidden) onHint({ kind: 'resync' });
  }, POLL_MS);
  return () => clearInterval(timer);
}
