import { type RefObject, useEffect, useRef } from 'react';
import { isTyping } from '@/lib/keys/match';

/** Not while the person writes notes, or a dialog is open: what comes by itself takes nobody's hands off the keys. */
export function mayTakeFocus(): boolean {
  return !isTyping(document.activeElement) && document.querySelector('[aria-modal="true"]') === null;
}

/** Gives the focus to the heading once it is there, so that a reader says it and keys go on working. */
export function useHeadingFocus(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (mayTakeFocus()) heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}
