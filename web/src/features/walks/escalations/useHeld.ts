import { useState } from 'react';
import { type Merged, merged } from './held';

interface Rows<Row> {
  list: string;
  rows: readonly Row[];
}

/** The rows of a list in the places that they had when it was opened, or when new ones were last asked for. */
export function useHeld<Row extends { id: string }>(
  list: string,
  now: readonly Row[],
): Merged<Row> & { showFresh: () => void } {
  const [held, hold] = useState<Rows<Row>>({ list, rows: now });
  const before = held.list === list ? held.rows : [];
  const found = merged(before, now);
  const grown = found.kept.length !== held.rows.length;
  if (held.list !== list || grown) hold({ list, rows: found.kept.map((one) => one.row) });
  return { ...found, showFresh: () => hold({ list, rows: now }) };
}
