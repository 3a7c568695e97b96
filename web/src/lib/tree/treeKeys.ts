import type { Model, Row } from './model';
import type { OutlineState } from './useOutline';

interface Moves {
  model: Model;
  outline: OutlineState;
  focus: (key: string) => void;
  activate: (row: Row) => void;
}

/** What each key does on a line of the outline; as the ARIA pattern of trees has it. */
const KEYS: Record<string, (row: Row, at: number, moves: Moves) => void> = {
  ArrowDown: (_, at, { outline, focus }) => focusAt(outline, at + 1, focus),
  ArrowUp: (_, at, { outline, focus }) => focusAt(outline, at - 1, focus),
  Home: (_, __, { outline, focus }) => focusAt(outline, 0, focus),
  End: (_, __, { outline, focus }) => focusAt(outline, outline.rows.length - 1, focus),
  ArrowRight: (row, at, { outline, focus }) => {
    if (row.children.length === 0) return;
    if (outline.isFolded(row.key)) outline.setFolded(row.key, false);
    else focusAt(outline, at + 1, focus);
  },
  ArrowLeft: (row, _, { outline, focus }) => {
    const open = row.children.length > 0 && !outline.isFolded(row.key) && !outline.searching;
    if (open) outline.setFolded(row.key, true);
    else if (row.parent !== null) focus(row.parent);
  },
  Enter: (row, _, { activate }) => activate(row),
  ' ': (row, _, { outline }) => {
    if (row.children.length > 0) outline.setFolded(row.key, !outline.isFolded(row.key));
  },
};

function focusAt(outline: OutlineState, at: number, focus: (key: string) => void): void {
  const row = outline.rows[at];
  if (row !== undefined) focus(row.key);
}

/** Does what `pressed` means on the line `key`; returns whether it meant anything. */
export function pressOn(key: string, pressed: string, moves: Moves): boolean {
  const act = KEYS[pressed];
  const at = moves.outline.rows.findIndex((row) => row.key === key);
  const row = moves.outline.rows[at];
  if (act === undefined || row === undefined) return false;
  act(row, at, moves);
  return true;
}
