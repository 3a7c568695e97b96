import { beforeEach, vi } from 'vitest';
import { setDraftOwner } from '../drafts';
import type { Failure } from './engine';
import { stopAll } from './kept';
import { type Saved, useAutosave } from './useAutosave';

type Save = (value: string, version: number | null) => Promise<number | null>;

/** A field that saves itself over a server that the test plays, made anew for each test. */
export function fieldForTests() {
  const save = vi.fn<Save>();
  const reload = vi.fn<() => Promise<Saved<string>>>();
  const failureOf = (error: unknown): Failure => error as Failure;
  const optionsFor = (value: string, version: number) => ({
    draftKey: 'note',
    server: { value, version },
    save,
    reload,
    failureOf,
  });

  function Field() {
    const field = useAutosave<string>(optionsFor('old', 1));
    return (
      <>
        <input
          aria-label="note"
          value={field.value}
          onChange={(event) => field.setValue(event.currentTarget.value)}
        />
        <output>{field.state}</output>
      </>
    );
  }

  beforeEach(() => {
    save.mockReset();
    reload.mockReset();
    setDraftOwner('tester');
    stopAll();
  });
  return { save, reload, optionsFor, Field };
}
