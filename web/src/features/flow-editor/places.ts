import { flushSync } from 'react-dom';
import type { Editor } from './store';

/** Where the focus goes by key. */
export const PANEL_ID = 'editor-step-panel';

/** From the outline to all of the chosen step. */
export function leaveOutline(editor: Editor): void {
  // Drawn at once, so that it can take the focus.
  flushSync(() => editor.showSheet(true));
  const panel = document.getElementById(PANEL_ID);
  panel?.focus();
  panel?.scrollIntoView({ block: 'nearest' });
}

/** Back to the line that is chosen. */
export function enterOutline(editor: Editor): void {
  editor.showSheet(false);
  const { chosen } = editor.store.getState();
  if (chosen !== null) editor.go(chosen);
}
