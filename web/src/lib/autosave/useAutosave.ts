import { useCallback, useEffect, useRef, useState } from 'react';
import { clearDraft, readDraft, writeDraft } from '../drafts';
import { type Autosave, createAutosave, type Failure, type SaveState } from './engine';

export interface Saved<T> {
  value: T;
  version: number | null;
}

export interface UseAutosaveOptions<T> {
  /** Names the draft on this device, as in `walk-notes:<id>`. Another key needs another mount (`key=`). */
  draftKey: string;
  /** What the server has. */
  server: Saved<T>;
  save: (value: T, version: number | null) => Promise<number | null>;
  /** Reads what the server has now, after a conflict. */
  reload: () => Promise<Saved<T>>;
  failureOf: (error: unknown) => Failure;
}

export interface AutosaveField<T> {
  value: T;
  setValue: (value: T) => void;
  state: SaveState;
  error: unknown;
  /** For blur and before leaving; resolves to whether all is saved. */
  flush: () => Promise<boolean>;
  keepMine: () => Promise<void>;
  takeTheirs: () => Promise<void>;
}

/** A value that saves itself. A draft left on this device is taken up again and saved over the version it was typed on. */
export function useAutosave<T>(options: UseAutosaveOptions<T>): AutosaveField<T> {
  const { draftKey, server } = options;
  const latest = useRef(options);
  latest.current = options;
  const [draft] = useState(() => readDraft<T>(draftKey));
  const [value, show] = useState<T>(draft ? draft.value : server.value);
  const [status, setStatus] = useState<{ state: SaveState; error: unknown }>({ state: 'saved', error: null });

  const [engine] = useState<Autosave<T>>(() =>
    createAutosave<T>({
      version: draft ? draft.version : server.version,
      save: (next, version) => saveOrFind(latest.current, next, version),
      failureOf: (error) => latest.current.failureOf(error),
      onState: (state, error) => setStatus({ state, error }),
      keepDraft: (next, version) => writeDraft(draftKey, next, version),
      dropDraft: () => clearDraft(draftKey),
    }),
  );

  useEffect(() => {
    if (draft) engine.change(draft.value);
  }, [draft, engine]);
  useFlushOnLeave(engine);

  const setValue = useCallback(
    (next: T) => {
      show(next);
      engine.change(next);
    },
    [engine],
  );
  const keepMine = useCallback(async () => {
    const current = await latest.current.reload();
    await engine.keepMine(current.version);
  }, [engine]);
  const takeTheirs = useCallback(async () => {
    const current = await latest.current.reload();
    engine.takeTheirs(current.version);
    show(current.value);
  }, [engine]);

  return { value, setValue, ...status, flush: engine.flush, keepMine, takeTheirs };
}

/** A conflict with oneself, after an answer was lost, is no conflict: the server has the same value already. */
async function saveOrFind<T>(
  options: UseAutosaveOptions<T>,
  value: T,
  version: number | null,
): Promise<number | null> {
  try {
    return await options.save(value, version);
  } catch (error) {
    if (options.failureOf(error) !== 'conflict') throw error;
    const current = await options.reload();
    if (JSON.stringify(current.value) !== JSON.stringify(value)) throw error;
    return current.version;
  }
}

function useFlushOnLeave<T>(engine: Autosave<T>): void {
  useEffect(() => {
    const flush = (): void => void engine.flush();
    const whenHidden = (): void => {
      if (document.visibilityState === 'hidden') flush();
    };
    document.addEventListener('visibilitychange', whenHidden);
    window.addEventListener('pagehide', flush);
    window.addEventListener('online', flush);
    return () => {
      document.removeEventListener('visibilitychange', whenHidden);
      window.removeEventListener('pagehide', flush);
      window.removeEventListener('online', flush);
      engine.stop();
      flush();
    };
  }, [engine]);
}
