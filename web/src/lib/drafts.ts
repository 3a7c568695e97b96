import { create } from 'zustand';
import { forget, namesStartingWith, recall, remember } from './storage';
import { forgetBig, recallAllBig, rememberBig } from './storage.big';

/** What a person typed and no server has yet, kept on this device under their own id. */
export interface Draft<T> {
  value: T;
  /** Row version that the value was typed over. */
  version: number | null;
  /** Milliseconds since 1970. */
  at: number;
}

const PREFIX = 'rf-draft:';
const KEEP_MS = 30 * 24 * 3_600_000;
/** Characters; about a megabyte, a fifth of what browsers give. */
const BIG = 500_000;
/** Says that the browser's database holds drafts. It is there from the start, so that it fits when nothing else does. */
const BIG_MARK = 'rf-draft-big';

let owner = 'nobody';
/** Drafts that the small storage did not take, by full name: the browser's database is not read in an instant. */
const big = new Map<string, string>();

/** Keys of all drafts of this person; changes when one comes or goes, not with every letter. */
export const useDraftKeys = create<ReadonlySet<string>>(() => new Set());
/** Whether the last draft could be kept nowhere: it is safe only once the server has it. */
export const useNothingKept = create<boolean>(() => false);

/** Separates the drafts of people who share a browser; called when it is known who is signed in. */
export function setDraftOwner(userId: string): void {
  owner = userId;
  listAgain();
}

export function draftOwner(): string {
  return owner;
}

/** Reads the large drafts, before anything that could ask for them is shown. */
export async function loadDrafts(): Promise<void> {
  if (recall(BIG_MARK) === '1') for (const [name, text] of await recallAllBig()) big.set(name, text);
  else remember(BIG_MARK, '0');
  listAgain();
}

/** Notices drafts that come and go in other windows; returns how to stop. */
export function watchDrafts(): () => void {
  const changed = ({ key }: StorageEvent): void => {
    if (key === null || key.startsWith(PREFIX)) listAgain();
  };
  window.addEventListener('storage', changed);
  return () => window.removeEventListener('storage', changed);
}

const nameOf = (key: string): string => `${PREFIX}${owner}:${key}`;

function listAgain(): void {
  const names = [
    ...namesStartingWith(nameOf('')),
    ...[...big.keys()].filter((one) => one.startsWith(nameOf(''))),
  ];
  useDraftKeys.setState(new Set(names.map((name) => name.slice(nameOf('').length))), true);
}

export function writeDraft<T>(key: string, value: T, version: number | null = null): boolean {
  const name = nameOf(key);
  const draft: Draft<T> = { value, version, at: Date.now() };
  const text = JSON.stringify(draft);
  const kept = text.length <= BIG && remember(name, text);
  if (kept) dropBig(name);
  else keepBig(name, text);
  if (kept && useNothingKept.getState()) useNothingKept.setState(false, true);
  if (!useDraftKeys.getState().has(key)) listAgain();
  return kept;
}

function keepBig(name: string, text: string): void {
  big.set(name, text);
  remember(BIG_MARK, '1');
  void rememberBig(name, text).then((kept) => {
    // The older text in the small storage stays unless this one is safe.
    if (kept && big.get(name) === text) forget(name);
    useNothingKept.setState(!kept, true);
  });
}

function dropBig(name: string): void {
  if (big.delete(name)) void forgetBig(name);
}

export function readDraft<T>(key: string): Draft<T> | null {
  const name = nameOf(key);
  return parsed<T>(big.get(name) ?? recall(name));
}

export function clearDraft(key: string): void {
  const name = nameOf(key);
  forget(name);
  dropBig(name);
  if (useDraftKeys.getState().has(key)) listAgain();
}

/** Keys of all drafts of this person that start with `prefix`. */
export function draftKeys(prefix = ''): string[] {
  listAgain();
  return [...useDraftKeys.getState()].filter((key) => key.startsWith(prefix));
}

/** Forgets drafts that nobody has touched for 30 days. */
export function dropOldDrafts(now: number = Date.now()): void {
  for (const name of [...namesStartingWith(PREFIX), ...big.keys()]) {
    const draft = parsed<unknown>(big.get(name) ?? recall(name));
    if (draft !== null && now - draft.at <= KEEP_MS) continue;
    forget(name);
    dropBig(name);
  }
  listAgain();
}

function parsed<T>(text: string | null): Draft<T> | null {
  if (text === null) return null;
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null && 'value' in found && 'at' in found
      ? (found as Draft<T>)
      : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
