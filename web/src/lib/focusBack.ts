/** Dialogs are shown by being mounted and go at once: what had the focus before gets it back. */

const MODAL = '[aria-modal="true"]';

const openers = new WeakMap<Element, HTMLElement>();

/** Remembers what had the focus when it first came into a dialog. */
function entered({ target, relatedTarget }: FocusEvent): void {
  const modal = target instanceof Element ? target.closest(MODAL) : null;
  if (!modal || openers.has(modal) || !(relatedTarget instanceof HTMLElement)) return;
  if (modal.contains(relatedTarget)) return;
  openers.set(modal, relatedTarget);
  waitForEnd(modal, relatedTarget);
}

/** Follows the dialog alone, up to the page's body: nothing is watched while none is open. */
function waitForEnd(modal: Element, opener: HTMLElement): void {
  const watch = new MutationObserver(() => {
    if (modal.isConnected) return;
    watch.disconnect();
    if (document.activeElement === document.body && opener.isConnected) opener.focus({ preventScroll: true });
  });
  for (let at = modal.parentElement; at !== null; at = at.parentElement) {
    watch.observe(at, { childList: true });
    if (at === document.body) break;
  }
}

/** Starts giving the focus back; returns how to stop. */
export function giveFocusBack(): () => void {
  document.addEventListener('focusin', entered);
  return () => document.removeEventListener('focusin', entered);
}
