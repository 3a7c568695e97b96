import { type ChangeEvent, type KeyboardEvent, useRef } from 'react';
import { flushSync } from 'react-dom';
import { workspace } from '../workspace';
import { type Quick, quickMoment } from './quickMoments';

interface Words {
  what: string;
  until: string;
  who: string;
}

/**
 * Two keys and Enter: in a field that is still empty a number is a time, with words that can be typed over. Whoever
 * goes on typing meant words that begin with a number: then the number is put back, and time and whom it waits for as they were. Once the
 * field was left, its words are words.
 */
export function useQuickDigits(
  { what, until, who }: Words,
  choices: readonly Quick[],
  opened: Date,
  set: (words: Words) => void,
) {
  const taken = useRef<{ digit: string; until: string; who: string } | null>(null);
  const keep = (): void => {
    taken.current = null;
  };
  return {
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>): void => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const name = what === '' ? choices[Number(event.key) - 1] : undefined;
      if (name !== undefined) {
        event.preventDefault();
        taken.current = { digit: event.key, until, who };
        // At once, so that the next key finds the words marked, however fast it comes.
        flushSync(() =>
          set({ what: workspace.text('parkCaller'), who: 'customer', until: quickMoment(name, opened) }),
        );
        event.currentTarget.select();
      } else if (event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End') {
        keep();
      }
    },
    onPointerDown: keep,
    onBlur: keep,
    onChange: (event: ChangeEvent<HTMLInputElement>): void => {
      const typed = event.currentTarget.value;
      const before = taken.current;
      keep();
      if (!before) set({ what: typed, until, who });
      else set({ what: typed && before.digit + typed, until: before.until, who: before.who });
    },
  };
}
