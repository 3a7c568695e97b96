/** Reading keys: which keystroke an event is, and whether it may be a shortcut where it was typed. */

const TYPING = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"]';
const TAKES_LETTERS = '[role="menu"], [role="listbox"], [role="combobox"]';
const NAMED: Record<string, string> = { Esc: 'Escape', ' ': 'Space' };

/** `mod+k`, `mod+Enter`, `alt+1`, `?`, `j`, `Escape`; null for a lone modifier or another key with Alt. */
export function strokeOf(event: KeyboardEvent): string | null {
  if (['Shift', 'Control', 'Alt', 'Meta', 'Dead', 'Unidentified'].includes(event.key)) return null;
  // AltGr makes the brackets of many keyboards; Windows reports it as Ctrl and Alt.
  const graph = event.getModifierState('AltGraph');
  const modified = (event.ctrlKey || event.metaKey) && !graph;
  if (event.altKey && !graph) return modified ? null : digitOf(event);
  const key = NAMED[event.key] ?? event.key;
  return modified ? withMod(key, event.shiftKey) : key;
}

function withMod(key: string, shift: boolean): string {
  if (key.length !== 1) return `mod+${key}`;
  return `mod+${shift ? 'shift+' : ''}${key.toLowerCase()}`;
}

/** By the place of the key: with Alt a Mac types another sign, and the number pad types signs by their number. */
function digitOf(event: KeyboardEvent): string | null {
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  return digit === undefined || event.shiftKey ? null : `alt+${digit}`;
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
  if (stroke.startsWith('mod+') || stroke.startsWith('alt+')) return false;
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
    alt: mac ? '⌥' : 'Alt',
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
