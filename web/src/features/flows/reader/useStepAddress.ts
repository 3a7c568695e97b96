import { useDebouncedCallback } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { type ReaderSearch, readerRoute } from '../index';

const AFTER_MS = 250;

/** Keeps the chosen step and the words looked for in the address. */
export function useStepAddress() {
  const navigate = useNavigate({ from: '/flows/$flowId' });
  const { step, find = '' } = readerRoute.useSearch();
  const put = (change: ReaderSearch): void =>
    void navigate({
      to: '.',
      search: (search) => ({ ...search, ...change }),
      replace: true,
      resetScroll: false,
    });
  // Whoever holds an arrow key down passes many steps a second.
  const onStep = useDebouncedCallback((next: string | undefined) => put({ step: next }), AFTER_MS);
  const onFind = (words: string): void => put({ find: words || undefined });
  return { step, find, onStep, onFind };
}
