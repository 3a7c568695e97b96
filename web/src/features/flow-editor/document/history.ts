import type { Doc, Place } from './doc';

/** One state of the document, and where the eye was when it was left, or is now. */
export interface Moment {
  doc: Doc;
  at: Place | null;
}

export interface History {
  past: readonly Moment[];
  present: Moment;
  future: readonly Moment[];
  /** What is being typed; more of the same is one step of undo. */
  group: { name: string; until: number } | null;
}

const KEPT = 200;
const GROUP_MS = 1_500;

export const begin = (doc: Doc): History => ({
  past: [],
  present: { doc, at: null },
  future: [],
  group: null,
});

/** Goes on to `next`. Typing under one `group` name without a pause counts as one edit. */
export function record(history: History, next: Moment, now: number, group?: string): History {
  if (next.doc === history.present.doc) return history;
  const goesOn = group !== undefined && history.group?.name === group && now < history.group.until;
  const past = goesOn ? history.past : [...history.past, history.present].slice(-KEPT);
  return {
    past,
    present: next,
    future: [],
    group: group === undefined ? null : { name: group, until: now + GROUP_MS },
  };
}

export function undo(history: History): History {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present,
    future: [history.present, ...history.future],
    group: null,
  };
}

export function redo(history: History): History {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, group: null };
}
