import type { Editor } from './store';

/** Where the focus goes by key. */
export const PANEL_ID = 'editor-step-panel';

/** From the outline to all of the chosen step. */
export function leaveOutline(_: Editor): void {
  const panel = document.getElementById(PANEL_ID);
  panel?.focus();
  panel?.scrollIntoView({ block: 'nearest' });
}

/** Back to the line that is chosen. */
export function enterOutline(editor: Editor): void {
  const { chosen } = editor.store.getState();
  if (chosen !== null) editor.go(chosen);
}
