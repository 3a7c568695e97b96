import { type RefObject, useCallback, useEffect, useState } from 'react';

/** Where a strip that scrolls sideways goes on out of sight: `left`, `right`, both, or undefined. */
export function useMore(strip: RefObject<HTMLElement | null>, changes: unknown) {
  const [more, setMore] = useState<string>();
  const look = useCallback((): void => {
    if (!strip.current) return;
    const { scrollLeft, clientWidth, scrollWidth } = strip.current;
    const sides = [scrollLeft > 1 && 'left', scrollLeft + clientWidth < scrollWidth - 1 && 'right'];
    setMore(sides.filter(Boolean).join(' ') || undefined);
  }, [strip]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is in the strip has changed
  useEffect(look, [look, changes]);
  useEffect(() => {
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, [look]);
  return { 'data-more': more, onScroll: look };
}
