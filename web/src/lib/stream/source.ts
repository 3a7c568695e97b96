import type { Connection } from './connection';
import { eventReader, type Hint, hintOf } from './events';

/** Without a word for so long the stream is taken for dead; the server speaks every 20 seconds. */
const SILENCE_MS = 45_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** A stream that lived so long was a good one: the next wait is short again. */
const GOOD_MS = 10_000;
const REFUSED_WAIT_MS = 60_000;

interface SourceOptions {
  onHint: (hint: Hint) => void;
  onState: (connection: Connection) => void;
  signal: AbortSignal;
  url?: string;
}

/** What came of one stream. */
type Outcome = 'ended' | 'refused' | 'signed-out';

/** Holds one stream open until `signal`, and opens it again whenever it is lost. */
export async function holdStream({
  onHint,
  onState,
  signal,
  url = '/api/v1/live',
}: SourceOptions): Promise<void> {
  let failures = 0;
  const opened = (): void => {
    onState('live');
    // What happened while nobody listened was not heard, nor what did between the first reading and now.
    onHint({ kind: 'resync' });
  };
  while (!signal.aborted) {
    const began = performance.now();
    const outcome = await readStream(url, signal, opened, onHint);
    if (signal.aborted || outcome === 'signed-out') return;
    failures = performance.now() - began > GOOD_MS ? 0 : failures + 1;
    onState(navigator.onLine ? 'reconnecting' : 'offline');
    await pause(waitMs(failures, outcome), signal);
  }
}

/** Milliseconds until the next try, of chance by half, so that not every browser of an office comes back at once. */
export function waitMs(failures: number, outcome: Outcome = 'ended', chance: number = Math.random()): number {
  const plain =
    outcome === 'refused' ? REFUSED_WAIT_MS : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
  return plain * (0.5 + chance);
}

async function readStream(
  url: string,
  signal: AbortSignal,
  onOpen: () => void,
  onHint: (hint: Hint) => void,
): Promise<Outcome> {
  const given = new AbortController();
  const giveUp = (): void => given.abort();
  let alarm = setTimeout(giveUp, SILENCE_MS);
  const heard = (): void => {
    clearTimeout(alarm);
    alarm = setTimeout(giveUp, SILENCE_MS);
  };
  signal.addEventListener('abort', giveUp);
  try {
    const answer = await fetch(url, { signal: given.signal, headers: { accept: 'text/event-stream' } });
    if (!answer.ok || answer.body === null) return refusalOf(answer.status);
    onOpen();
    await readEvents(answer.body, heard, onHint);
    return 'ended';
  } catch (error) {
    // A lost connection is a TypeError, one that we gave up a DOMException.
    if (error instanceof TypeError || error instanceof DOMException) return 'ended';
    throw error;
  } finally {
    clearTimeout(alarm);
    signal.removeEventListener('abort', giveUp);
  }
}

function refusalOf(status: number): Outcome {
  if (status === 401) return 'signed-out';
  return status === 429 ? 'refused' : 'ended';
}

async function readEvents(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  heard: () => void,
  onHint: (hint: Hint) => void,
): Promise<void> {
  const take = eventReader((event) => {
    const hint = hintOf(event);
    if (hint !== null) onHint(hint);
  });
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    heard();
    take(piece.value);
  }
}

/** Ends early when the device comes back to the network. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}
