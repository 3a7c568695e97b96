/**
 * Saves one thing while it is being typed: 800 ms after the last change, one request in flight, the last value wins.
 * A local draft stands until the server has the value. A conflict (412) waits for the person and is never retried.
 */

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'retrying' | 'conflict' | 'refused';

/** What a failed save means: try again by itself, wait for the person's choice, or wait for other input. */
export type Failure = 'retry' | 'conflict' | 'refused';

export interface AutosaveOptions<T> {
  version: number | null;
  /** Sends the value typed over `version`; resolves to the new version. */
  save: (value: T, version: number | null) => Promise<number | null>;
  failureOf: (error: unknown) => Failure;
  onState: (state: SaveState, error: unknown) => void;
  keepDraft: (value: T, version: number | null) => void;
  dropDraft: () => void;
  delay?: number;
}

const DELAY_MS = 800;
const RETRY_MS = [2_000, 4_000, 8_000, 15_000, 30_000];

export interface Autosave<T> {
  change: (value: T) => void;
  /** Saves now what is unsaved; resolves when nothing is in flight any more, to whether all is saved. */
  flush: () => Promise<boolean>;
  /** Saves mine over what stands at `version` now. */
  keepMine: (version: number | null) => Promise<boolean>;
  /** Forgets mine: the server's value at `version` is shown. */
  takeTheirs: (version: number | null) => void;
  /** The server has something newer and nothing of mine is under way: what is typed next goes over `version`. */
  adopt: (version: number | null) => void;
  version: () => number | null;
  state: () => SaveState;
  stop: () => void;
}

export function createAutosave<T>(options: AutosaveOptions<T>): Autosave<T> {
  const { save, failureOf, onState, keepDraft, dropDraft, delay = DELAY_MS } = options;
  let version = options.version;
  let waiting: { value: T } | null = null;
  let inFlight: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let state: SaveState = 'saved';

  const show = (next: SaveState, error: unknown = null): void => {
    state = next;
    onState(next, error);
  };

  const later = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void send(), milliseconds);
  };

  const failed = (value: T, error: unknown): void => {
    waiting ??= { value };
    const failure = failureOf(error);
    if (failure !== 'retry') {
      show(failure, error);
      return;
    }
    show('retrying', error);
    later(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? DELAY_MS);
    failures += 1;
  };

  const succeeded = (next: number | null): void => {
    version = next;
    failures = 0;
    if (waiting === null) {
      dropDraft();
      show('saved');
    } else {
      keepDraft(waiting.value, version);
      show('unsaved');
      later(delay);
    }
  };

  const once = async (value: T): Promise<void> => {
    show('saving');
    try {
      succeeded(await save(value, version));
    } catch (error) {
      // Whatever it is, the text must stay; failureOf sorts it.
      failed(value, error);
    }
  };

  const send = async (): Promise<void> => {
    if (inFlight !== null) return inFlight;
    if (waiting === null || state === 'conflict') return;
    clearTimeout(timer);
    const { value } = waiting;
    waiting = null;
    inFlight = once(value).finally(() => {
      inFlight = null;
    });
    return inFlight;
  };

  const flush = async (): Promise<boolean> => {
    if (inFlight !== null) await inFlight;
    if (waiting !== null) await send();
    // What was typed meanwhile; a failed save is not repeated here but in its own time.
    while (waiting !== null && state === 'unsaved') await send();
    return state === 'saved';
  };

  return {
    change: (value) => {
      waiting = { value };
      keepDraft(value, version);
      if (state === 'conflict') return;
      if (state !== 'saving') show('unsaved');
      if (inFlight === null) later(delay);
    },
    flush,
    keepMine: (current) => {
      version = current;
      if (state === 'conflict') show('unsaved');
      return flush();
    },
    takeTheirs: (current) => {
      version = current;
      waiting = null;
      clearTimeout(timer);
      dropDraft();
      show('saved');
    },
    adopt: (current) => {
      if (state === 'saved' && inFlight === null) version = current;
    },
    version: () => version,
    state: () => state,
    stop: () => clearTimeout(timer),
  };
}
