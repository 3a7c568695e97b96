import { type RefObject, useRef } from 'react';
import { useActions } from './useActions';

const ITEM = '[data-list-item]';

/** Moves the focus by `step` among the items marked `data-list-item` inside `list`. */
export function moveFocus(list: HTMLElement | null, step: 1 | -1): void {
  const items = [...(list?.querySelectorAll<HTMLElement>(ITEM) ?? [])];
  if (items.length === 0) return;
  const present = items.findIndex((item) => item.contains(document.activeElement));
  const start = present === -1 && step === -1 ? items.length : present;
  const next = items[Math.min(Math.max(start + step, 0), items.length - 1)];
  next?.focus();
  next?.scrollIntoView?.({ block: 'nearest' });
}

/** `j` and `k` for a list: give the returned ref to its container and `data-list-item` to each row's link or button. */
export function useListKeys<T extends HTMLElement>(words: {
  next: string;
  previous: string;
  group: string;
}): RefObject<T | null> {
  const list = useRef<T>(null);
  useActions([
    {
      id: 'list.next',
      label: words.next,
      group: words.group,
      keys: 'j',
      keyOnly: true,
      run: () => moveFocus(list.current, 1),
    },
    {
      id: 'list.previous',
      label: words.previous,
      group: words.group,
      keys: 'k',
      keyOnly: true,
      run: () => moveFocus(list.current, -1),
    },
  ]);
  return list;
}
