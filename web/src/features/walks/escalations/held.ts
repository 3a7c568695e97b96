export interface Held<Row> {
  row: Row;
  /** No longer in the list: somebody took it, or it ended. */
  gone: boolean;
}

export interface Merged<Row> {
  /** The rows in the places that they had: changed ones as they are now, and those that left still there. */
  kept: Held<Row>[];
  /** New ones, which wait until the person asks for them. */
  fresh: Row[];
}

/** Puts what the server says now into a list that somebody is reading, so that no row moves under them. */
export function merged<Row extends { id: string }>(before: readonly Row[], now: readonly Row[]): Merged<Row> {
  const byId = new Map(now.map((row) => [row.id, row]));
  const known = new Set(before.map((row) => row.id));
  const lastKnown = now.reduce((last, row, index) => (known.has(row.id) ? index : last), -1);
  const kept = before.map((row) => ({ row: byId.get(row.id) ?? row, gone: !byId.has(row.id) }));
  if (before.length === 0) return { kept: now.map((row) => ({ row, gone: false })), fresh: [] };
  const fresh = now.filter((row, index) => !known.has(row.id) && index < lastKnown);
  const further = now.filter((row, index) => !known.has(row.id) && index > lastKnown);
  // Without any row in common it can't be told what came on top: all of it waits.
  if (lastKnown === -1) return { kept, fresh: further };
  return { kept: [...kept, ...further.map((row) => ({ row, gone: false }))], fresh };
}
