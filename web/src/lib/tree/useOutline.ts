import { useMemo, useState } from 'react';
import { ancestorsOf, autoFold, foldable, type Model, type Row, visibleRows } from './model';
import { aboveAll, stepsWith } from './search';

const LINES_AT_FIRST = 60;
const NONE: ReadonlySet<string> = new Set();

export interface OutlineState {
  rows: readonly Row[];
  /** Steps that hold the words looked for. */
  hits: readonly string[];
  searching: boolean;
  isFolded: (key: string) => boolean;
  setFolded: (key: string, folded: boolean) => void;
  foldAll: () => void;
  unfoldAll: () => void;
  /** Opens whatever hides `key`. */
  reveal: (key: string) => void;
}

function firstFold(model: Model, chosen: string | null): Set<string> {
  const folded = autoFold(model, LINES_AT_FIRST, (set) => visibleRows(model, set).length);
  if (chosen !== null) for (const key of ancestorsOf(model, chosen)) folded.delete(key);
  return folded;
}

/** Which lines of an outline show: folded as the person likes; while words are looked for only what holds them. */
export function useOutline(model: Model, chosen: string | null, find: string): OutlineState {
  const [folded, setFolds] = useState<ReadonlySet<string>>(() => firstFold(model, chosen));
  const all = useMemo(() => visibleRows(model, NONE), [model]);
  const hits = useMemo(() => stepsWith(model, all, find), [model, all, find]);
  const searching = find.trim() !== '';
  const rows = useMemo(() => {
    if (!searching) return visibleRows(model, folded);
    const kept = new Set([...hits, ...aboveAll(model, hits)]);
    return all.filter((row) => kept.has(row.key));
  }, [model, all, folded, hits, searching]);
  const change = (edit: (next: Set<string>) => void): void =>
    setFolds((present) => {
      const next = new Set(present);
      edit(next);
      return next;
    });
  return {
    rows,
    hits,
    searching,
    isFolded: (key) => !searching && folded.has(key),
    setFolded: (key, fold) => change((next) => (fold ? next.add(key) : next.delete(key))),
    foldAll: () => setFolds(new Set(foldable(model).filter((key) => !model.roots.includes(key)))),
    unfoldAll: () => setFolds(NONE),
    reveal: (key) =>
      change((next) => {
        for (const above of ancestorsOf(model, key)) next.delete(above);
      }),
  };
}
