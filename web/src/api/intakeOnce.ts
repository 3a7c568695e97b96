import { clearDraft, readDraft, writeDraft } from '@/lib/drafts';
import { randomId } from '@/lib/random';
import type { Schemas } from './client';
import { ApiProblem } from './problem';

interface Sent {
  what: string;
  key: string;
}

const SENT = 'sent-intake';
/** After so long the same words are another problem. */
const SAME_MS = 3_600_000;

/** The Idempotency-Key of an intake: the page may be closed before its answer comes, and the same words start no second ticket. */
export function intakeKey(intake: Schemas['Intake']): string {
  const what = JSON.stringify(intake);
  const before = readDraft<Sent>(SENT);
  if (before?.value.what === what && Date.now() - before.at < SAME_MS) return before.value.key;
  const key = randomId();
  writeDraft<Sent>(SENT, { what, key });
  return key;
}

/** Runs `send`, and forgets the key of what it sent once it is known what came of it. */
export async function answered<Result>(send: Promise<Result>): Promise<Result> {
  try {
    const result = await send;
    clearDraft(SENT);
    return result;
  } catch (error) {
    if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) clearDraft(SENT);
    throw error;
  }
}
