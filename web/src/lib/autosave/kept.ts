import { create } from 'zustand';
import { clearDraft, readDraft, writeDraft } from '../drafts';
import { type Autosave, createAutosave, type Failure, type SaveState } from './engine';

export interface Saved<T> {
  value: T;
  version: number | null;
}

export interface SavingOptions<T> {
  /** Names the draft on this device, as in `walk-notes:<id>`. */
  draftKey: string;
  /** What the server has. */
  server: Saved<T>;
  save: (value: T, version: number | null) => Promise<number | null>;
  /** Reads what the server has now, after a conflict. */
  reload: () => Promise<Saved<T>>;
  failureOf: (error: unknown) => Failure;
}

export interface Snapshot<T> {
  value: T;
  state: SaveState;
  error: unknown;
  /** What the server has at a conflict. */
  theirs: Saved<T> | null;
}

/** One value that saves itself, shown or not: leaving its screen doesn't end the saving. */
export interface Kept<T> {
  snapshot: () => Snapshot<T>;
  subscribe: (listener: () => void) => () => void;
  /** Shown from now on; takes up a draft that no server has yet. Returns how to say that it no longer is. */
  attach: () => () => void;
  /** Takes what the server has now, where nothing of mine is under way. */
  follow: (options: SavingOptions<T>) => void;
  change: (value: T) => void;
  flush: () => Promise<boolean>;
  /** Saves mine, or `value` made of both, over theirs as they were seen. */
  keepMine: (value?: T) => Promise<void>;
  takeTheirs: () => Promise<void>;
  busy: () => boolean;
  stop: () => void;
}

const all = new Map<string, Kept<unknown>>();

/** The states of what is not saved yet, by draft key. */
export const useUnsaved = create<Readonly<Record<string, SaveState>>>(() => ({}));

function publish(key: string, state: SaveState): void {
  const { [key]: before, ...others } = useUnsaved.getState();
  if (state === 'saved' ? before !== undefined : before !== state) {
    useUnsaved.setState(state === 'saved' ? others : { ...others, [key]: state }, true);
  }
}

/** The one saver of a draft, whoever asks for it. */
export function keptFor<T>(options: SavingOptions<T>): Kept<T> {
  const known = all.get(options.draftKey) as Kept<T> | undefined;
  if (known?.busy()) return known;
  const made = makeKept(options);
  all.set(options.draftKey, made as Kept<unknown>);
  return made;
}

/** Tries everything that is unsaved now, as after the connection came back. */
export function flushAll(): void {
  for (const kept of all.values()) void kept.flush();
}

/** Lets go of everything without saving, for when somebody else may sign in; drafts stay. */
export function stopAll(): void {
  for (const kept of all.values()) kept.stop();
  all.clear();
  useUnsaved.setState({}, true);
}

function makeKept<T>(given: SavingOptions<T>): Kept<T> {
  const key = given.draftKey;
  const draft = readDraft<T>(key);
  const listeners = new Set<() => void>();
  let options = given;
  let holders = 0;
  let begun = draft === null;
  let stopped = false;
  let now: Snapshot<T> = {
    value: draft ? draft.value : given.server.value,
    state: 'saved',
    error: null,
    theirs: null,
  };

  const show = (part: Partial<Snapshot<T>>): void => {
    now = { ...now, ...part };
    for (const listener of listeners) listener();
  };

  const engine: Autosave<T> = createAutosave<T>({
    version: draft ? draft.version : given.server.version,
    save: async (value, version) => {
      // Somebody else may be signed in by now; the draft waits for its owner.
      if (stopped) return new Promise(() => {});
      const found = await saveOrFind(options, value, version);
      if ('version' in found) return found.version;
      show({ theirs: found.theirs });
      throw found.conflict;
    },
    failureOf: (error) => options.failureOf(error),
    onState: (state, error) => {
      publish(key, state);
      show({ state, error, ...(state === 'saved' && { theirs: null }) });
      if (state === 'saved' && holders === 0 && all.get(key) === (self as Kept<unknown>)) all.delete(key);
    },
    keepDraft: (value, version) => void writeDraft(key, value, version),
    dropDraft: () => clearDraft(key),
  });

  const begin = (): void => {
    if (!begun) engine.change(now.value);
    begun = true;
  };

  const self: Kept<T> = {
    snapshot: () => now,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    attach: () => {
      holders += 1;
      all.set(key, self as Kept<unknown>);
      begin();
      return () => {
        holders -= 1;
        void engine.flush();
        if (holders === 0 && engine.state() === 'saved') all.delete(key);
      };
    },
    follow: (latest) => {
      options = latest;
      const { value, version } = latest.server;
      if (engine.state() !== 'saved' || !begun || (version ?? 0) <= (engine.version() ?? 0)) return;
      engine.adopt(version);
      show({ value });
    },
    change: (value) => {
      begun = true;
      show({ value });
      engine.change(value);
    },
    flush: () => {
      begin();
      return engine.flush();
    },
    keepMine: async (value) => {
      const { version } = now.theirs ?? (await options.reload());
      if (value !== undefined) self.change(value);
      await engine.keepMine(version);
    },
    takeTheirs: async () => {
      const current = await options.reload();
      engine.takeTheirs(current.version);
      show({ value: current.value });
    },
    busy: () => holders > 0 || engine.state() !== 'saved',
    stop: () => {
      stopped = true;
      engine.stop();
    },
  };
  return self;
}

/** A conflict with oneself, after an answer was lost, is no conflict: the server has the same value already. */
async function saveOrFind<T>(
  options: SavingOptions<T>,
  value: T,
  version: number | null,
): Promise<{ version: number | null } | { theirs: Saved<T>; conflict: unknown }> {
  try {
    return { version: await options.save(value, version) };
  } catch (error) {
    if (options.failureOf(error) !== 'conflict') throw error;
    const current = await options.reload();
    const same = JSON.stringify(current.value) === JSON.stringify(value);
    return same ? { version: current.version } : { theirs: current, conflict: error };
  }
}
