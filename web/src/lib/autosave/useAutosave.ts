import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { SaveState } from './engine';
import { type Kept, keptFor, type SavingOptions } from './kept';

export type { Saved } from './kept';
export type UseAutosaveOptions<T> = SavingOptions<T>;

export interface AutosaveField<T> {
  value: T;
  setValue: (value: T) => void;
  state: SaveState;
  error: unknown;
  /** What the server has, while there is a conflict. */
  theirs: T | null;
  /** For blur and before leaving; resolves to whether all is saved. */
  flush: () => Promise<boolean>;
  /** Saves mine, or what was made of both, over theirs. */
  keepMine: (value?: T) => Promise<void>;
  takeTheirs: () => Promise<void>;
}

/**
 * A value that saves itself, also after its screen was left. A draft left on this device is taken up again and saved
 * over the version it was typed on. Another `draftKey` needs another mount (`key=`).
 */
export function useAutosave<T>(options: SavingOptions<T>): AutosaveField<T> {
  const [kept] = useState<Kept<T>>(() => keptFor(options));
  const { value, state, error, theirs } = useSyncExternalStore(kept.subscribe, kept.snapshot);
  useEffect(() => kept.attach(), [kept]);
  useEffect(() => kept.follow(options));
  useFlushOnLeave(kept.flush);
  const setValue = useCallback((next: T) => kept.change(next), [kept]);
  return {
    value,
    setValue,
    state,
    error,
    theirs: theirs?.value ?? null,
    flush: kept.flush,
    keepMine: kept.keepMine,
    takeTheirs: kept.takeTheirs,
  };
}

function useFlushOnLeave(save: () => Promise<boolean>): void {
  useEffect(() => {
    const flush = (): void => void save();
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
    };
  }, [save]);
}
