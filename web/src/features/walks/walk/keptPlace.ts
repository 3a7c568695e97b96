import { type RefObject, useLayoutEffect } from 'react';

/** Where a person was in a walk: the field with its caret, and how far the page was scrolled. */
interface Place {
  field: string | null;
  caret: [number, number] | null;
  scroll: number;
}

const places = new Map<string, Place>();

/** The heading that says what is asked, or the walk's own where nothing is. */
export function focusQuestion(): void {
  const heading =
    document.querySelector<HTMLElement>('#content h2[tabindex="-1"]') ??
    document.querySelector<HTMLElement>('#content h1');
  heading?.focus({ preventScroll: true });
}

function placeIn(root: HTMLElement, last: HTMLElement | null): Place {
  const field = last !== null && root.contains(last) && last.id ? last : null;
  const typed = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement ? field : null;
  return {
    field: typed?.id ?? null,
    caret: typed ? [typed.selectionStart ?? 0, typed.selectionEnd ?? 0] : null,
    scroll: window.scrollY,
  };
}

function goTo(place: Place): void {
  const field = place.field === null ? null : document.getElementById(place.field);
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) {
    field.focus({ preventScroll: true });
    if (place.caret) field.setSelectionRange(...place.caret);
  }
  window.scrollTo({ top: place.scroll });
}

/** Brings the person back to where they were in this walk, when they come back to it by its tab. */
export function useKeptPlace(walkId: string, root: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    let last: HTMLElement | null = null;
    const entered = (event: FocusEvent): void => {
      last = event.target instanceof HTMLElement ? event.target : null;
    };
    element.addEventListener('focusin', entered);
    const before = places.get(walkId);
    // After the headings, which take the focus when they appear.
    const frame = before && requestAnimationFrame(() => goTo(before));
    return () => {
      if (frame !== undefined) cancelAnimationFrame(frame);
      element.removeEventListener('focusin', entered);
      places.set(walkId, placeIn(element, last));
    };
  }, [walkId, root]);
}

/** Forgets the places of a person who left. */
export function forgetPlaces(): void {
  places.clear();
}
