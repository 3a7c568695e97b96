import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@/test/render';
import { readDraft, writeDraft } from '../drafts';
import { createAutosave, type Failure, type SaveState } from './engine';
import { fieldForTests } from './testField';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A server whose answers come when the test says so. */
function server() {
  const waiting: {
    value: string;
    version: number | null;
    answer: (n: number) => void;
    fail: (e: unknown) => void;
  }[] = [];
  const save = (value: string, version: number | null): Promise<number | null> =>
    new Promise((answer, fail) => waiting.push({ value, version, answer, fail }));
  return { waiting, save };
}

function autosave(save: (value: string, version: number | null) => Promise<number | null>) {
  const states: SaveState[] = [];
  const draft: { value: string | null } = { value: null };
  const engine = createAutosave<string>({
    version: 1,
    save,
    failureOf: (error) => error as Failure,
    onState: (state) => states.push(state),
    keepDraft: (value) => {
      draft.value = value;
    },
    dropDraft: () => {
      draft.value = null;
    },
  });
  return { engine, states, draft };
}

const tick = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

describe('autosave', () => {
  it('waits 800 ms after the last change and sends the last value once', async () => {
    const { waiting, save } = server();
    const { engine } = autosave(save);
    engine.change('a');
    await tick(799);
    engine.change('ab');
    await tick(799);
    expect(waiting).toEqual([]);
    await tick(1);
    expect(waiting.map(({ value, version }) => [value, version])).toEqual([['ab', 1]]);
  });

  it('has one request in flight, then sends what was typed meanwhile over the new version', async () => {
    const { waiting, save } = server();
    const { engine, draft } = autosave(save);
    engine.change('a');
    await tick(800);
    engine.change('b');
    engine.change('c');
    await tick(5_000);
    expect(waiting).toHaveLength(1);
    waiting[0]?.answer(2);
    await tick(0);
    expect([engine.state(), draft.value]).toEqual(['unsaved', 'c']);
    await tick(800);
    expect(waiting.slice(1).map(({ value, version }) => [value, version])).toEqual([['c', 2]]);
    waiting[1]?.answer(3);
    await tick(0);
    expect([engine.state(), draft.value]).toEqual(['saved', null]);
  });

  it('keeps the draft and tries again by itself when the server is away', async () => {
    const { waiting, save } = server();
    const { engine, draft } = autosave(save);
    engine.change('a');
    await tick(800);
    waiting[0]?.fail('retry');
    await tick(0);
    expect([engine.state(), draft.value]).toEqual(['retrying', 'a']);
    await tick(2_000);
    waiting[1]?.answer(2);
    await tick(0);
    expect([engine.state(), draft.value]).toEqual(['saved', null]);
  });

  it('waits for the person at a conflict, however long and whatever they type', async () => {
    const { waiting, save } = server();
    const { engine, draft } = autosave(save);
    engine.change('mine');
    await tick(800);
    waiting[0]?.fail('conflict');
    await tick(60_000);
    engine.change('mine, longer');
    await tick(60_000);
    expect([waiting.length, engine.state(), draft.value]).toEqual([1, 'conflict', 'mine, longer']);
    void engine.keepMine(7);
    await tick(0);
    expect(waiting.slice(1).map(({ value, version }) => [value, version])).toEqual([['mine, longer', 7]]);
  });

  it('forgets mine when theirs is taken', async () => {
    const { waiting, save } = server();
    const { engine, draft } = autosave(save);
    engine.change('mine');
    await tick(800);
    waiting[0]?.fail('conflict');
    await tick(0);
    engine.takeTheirs(7);
    await tick(60_000);
    expect([waiting.length, engine.state(), draft.value]).toEqual([1, 'saved', null]);
  });

  it('sends a refused value again only after a change', async () => {
    const { waiting, save } = server();
    const { engine } = autosave(save);
    engine.change('too long');
    await tick(800);
    waiting[0]?.fail('refused');
    await tick(60_000);
    expect([waiting.length, engine.state()]).toEqual([1, 'refused']);
    engine.change('short');
    await tick(800);
    expect(waiting).toHaveLength(2);
  });

  it('sends once when blur and hiding the page both flush', async () => {
    const { waiting, save } = server();
    const { engine } = autosave(save);
    engine.change('a');
    void engine.flush();
    engine.change('b');
    void engine.flush();
    void engine.flush();
    await tick(5_000);
    expect(waiting).toHaveLength(1);
  });

  it('saves at once when flushed, also what was typed while a request was in flight', async () => {
    const { waiting, save } = server();
    const { engine } = autosave(save);
    engine.change('a');
    const done = engine.flush();
    engine.change('b');
    waiting[0]?.answer(2);
    await tick(0);
    waiting[1]?.answer(3);
    await tick(0);
    expect(await done).toBe(true);
    expect(waiting.map(({ value }) => value)).toEqual(['a', 'b']);
  });
});

describe('useAutosave', () => {
  const { save, reload, Field } = fieldForTests();

  it('saves when the page is left', async () => {
    save.mockResolvedValue(2);
    const { unmount } = show(<Field />);
    fireEvent.change(screen.getByLabelText('note'), { target: { value: 'new' } });
    expect(readDraft('note')).toMatchObject({ value: 'new', version: 1 });
    unmount();
    expect(save).toHaveBeenCalledExactlyOnceWith('new', 1);
    await tick(0);
    expect(readDraft('note')).toBeNull();
  });

  it('takes up a draft that no server has yet, over the version it was typed on', async () => {
    save.mockResolvedValue(5);
    writeDraft('note', 'typed before the power went', 4);
    show(<Field />);
    expect(screen.getByLabelText('note')).toHaveValue('typed before the power went');
    await act(() => tick(800));
    expect(save).toHaveBeenCalledExactlyOnceWith('typed before the power went', 4);
    expect(screen.getByRole('status')).toHaveTextContent('saved');
  });

  it('sees that a refused repeat had arrived after all when the server has the same', async () => {
    save.mockRejectedValue('conflict');
    reload.mockResolvedValue({ value: 'new', version: 2 });
    show(<Field />);
    fireEvent.change(screen.getByLabelText('note'), { target: { value: 'new' } });
    await act(() => tick(800));
    expect(screen.getByRole('status')).toHaveTextContent('saved');
  });
});
