import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@/test/render';
import { readDraft } from '../drafts';
import { flushAll, keptFor, stopAll, useUnsaved } from './kept';
import { fieldForTests } from './testField';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const tick = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

describe('what saves itself', () => {
  const { save, reload, optionsFor, Field } = fieldForTests();

  it('goes on saving after its screen was left, and the next one shows what is under way', async () => {
    save.mockRejectedValueOnce('retry').mockResolvedValue(2);
    const { unmount } = show(<Field />);
    fireEvent.change(screen.getByLabelText('note'), { target: { value: 'new' } });
    unmount();
    await tick(0);
    expect(useUnsaved.getState()).toEqual({ note: 'retrying' });
    show(<Field />);
    expect(screen.getByLabelText('note')).toHaveValue('new');
    await act(() => tick(2_000));
    expect(save).toHaveBeenCalledTimes(2);
    expect([useUnsaved.getState(), readDraft('note')]).toEqual([{}, null]);
  });

  it('tries at once what is unsaved when the connection is back', async () => {
    save.mockRejectedValueOnce('retry').mockResolvedValue(2);
    show(<Field />);
    fireEvent.change(screen.getByLabelText('note'), { target: { value: 'new' } });
    await act(() => tick(800));
    flushAll();
    await act(() => tick(0));
    expect(save).toHaveBeenCalledTimes(2);
  });

  it('sends nothing any more once its person has left, and keeps the draft', async () => {
    save.mockRejectedValueOnce('retry').mockResolvedValue(2);
    const { unmount } = show(<Field />);
    fireEvent.change(screen.getByLabelText('note'), { target: { value: 'new' } });
    await act(() => tick(800));
    stopAll();
    unmount();
    await tick(60_000);
    expect(save).toHaveBeenCalledTimes(1);
    expect(readDraft('note')).toMatchObject({ value: 'new' });
  });

  it('saves what was made of both over theirs, and asks again when theirs changed meanwhile', async () => {
    save.mockRejectedValueOnce('conflict').mockRejectedValueOnce('conflict').mockResolvedValue(9);
    reload
      .mockResolvedValueOnce({ value: 'theirs', version: 5 })
      .mockResolvedValue({ value: 'newer', version: 8 });
    const kept = keptFor<string>(optionsFor('old', 1));
    kept.attach();
    kept.change('mine');
    await kept.flush();
    expect(kept.snapshot()).toMatchObject({ state: 'conflict', theirs: { value: 'theirs', version: 5 } });
    await kept.keepMine('theirs, mine');
    expect(save).toHaveBeenLastCalledWith('theirs, mine', 5);
    expect(kept.snapshot()).toMatchObject({ state: 'conflict', theirs: { value: 'newer', version: 8 } });
    await kept.keepMine('newer, theirs, mine');
    expect(save).toHaveBeenLastCalledWith('newer, theirs, mine', 8);
    expect(kept.snapshot()).toMatchObject({ state: 'saved', theirs: null });
  });

  it('shows what somebody else saved where nothing is typed here, and never over what is', async () => {
    save.mockRejectedValue('retry');
    const kept = keptFor<string>(optionsFor('old', 1));
    kept.attach();
    kept.follow(optionsFor('newer', 2));
    expect(kept.snapshot().value).toBe('newer');
    kept.change('mine');
    kept.follow(optionsFor('newest', 3));
    expect(kept.snapshot().value).toBe('mine');
    await kept.flush();
    expect(save).toHaveBeenCalledWith('mine', 2);
  });
});
