/** Reading keys: which keystroke an event is, and whether it may be a shortcut where it was typed. */

const TYPING = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"]';
const TAKES_LETTERS = '[role="menu"], [role="listbox"], [role="combobox"]';
const NAMED: Record<string, string> = { Esc: 'Escape', ' ': 'Space' };

/** `mod+k`, `mod+Enter`, `?`, `j`, `Escape`; null for a lone modifier or a key with Alt. */
export function strokeOf(event: KeyboardEvent): string | null {
  if (['Shift', 'Control', 'Alt', 'Meta', 'Dead', 'Unidentified'].includes(event.key)) return null;
  const modified = event.ctrlKey || event.metaKey;
  if (event.altKey && !event.getModifierState('AltGraph')) return null;
  const key = NAMED[event.key] ?? event.key;
  if (!modified) return key;
  const shift = event.shiftKey && key.length === 1 ? 'shift+' : '';
  return `mod+${shift}${key.length === 1 ? key.toLowerCase() : key}`;
}

/** One printable character without Ctrl or ⌘: what WCAG 2.1.4 lets people switch off. */
export function isSingleKey(keys: string): boolean {
  return keys.split(' ').some((stroke) => Array.from(stroke).length === 1);
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const field = target.closest(TYPING);
  if (field instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit'].includes(field.type);
  return field !== null || target.isContentEditable;
}

/** Whether the element where the key was pressed needs this stroke itself. */
export function belongsToTarget(stroke: string, target: EventTarget | null): boolean {
  if (stroke.startsWith('mod+')) return false;
  if (!(target instanceof HTMLElement)) return false;
  if (isTyping(target)) return stroke !== 'Escape';
  if (target.closest(TAKES_LETTERS)) return true;
  if (stroke === 'Enter' || stroke === 'Space') return target.closest('button, a, summary, input') !== null;
  return false;
}

/** How a shortcut is written for people: `Ctrl K`, `G then H`. */
export function inWords(keys: string, mac: boolean = isMac()): string {
  return keys
    .split(' ')
    .map((stroke) => strokeInWords(stroke, mac))
    .join(' then ');
}

export function strokeInWords(stroke: string, mac: boolean): string {
  const parts = stroke === '+' ? ['+'] : stroke.split('+');
  const names: Record<string, string> = {
    mod: mac ? '⌘' : 'Ctrl',
    shift: 'Shift',
    Escape: 'Esc',
    ArrowUp: '↑',
    ArrowDown: '↓',
  };
  return parts.map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(' ');
}

export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
