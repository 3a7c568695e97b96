import { forget, namesStartingWith, recall, remember } from './storage';

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

let owner = 'nobody';

/** Separates the drafts of people who share a browser; called when it is known who is signed in. */
export function setDraftOwner(userId: string): void {
  owner = userId;
}

const nameOf = (key: string): string => `${PREFIX}${owner}:${key}`;

export function writeDraft<T>(key: string, value: T, version: number | null = null): boolean {
  const draft: Draft<T> = { value, version, at: Date.now() };
  return remember(nameOf(key), JSON.stringify(draft));
}

export function readDraft<T>(key: string): Draft<T> | null {
  return parsed<T>(recall(nameOf(key)));
}

export function clearDraft(key: string): void {
  forget(nameOf(key));
}

/** Keys of all drafts of this person that start with `prefix`. */
export function draftKeys(prefix = ''): string[] {
  const start = nameOf(prefix);
  return namesStartingWith(start).map((name) => name.slice(nameOf('').length));
}

/** Forgets drafts that nobody has touched for 30 days. */
export function dropOldDrafts(now: number = Date.now()): void {
  for (const name of namesStartingWith(PREFIX)) {
    const draft = parsed<unknown>(recall(name));
    if (draft === null || now - draft.at > KEEP_MS) forget(name);
  }
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
