import type { QueryClient } from '@tanstack/react-query';
import { create } from 'zustand';
import type { Schemas } from '@/api/client';
import { type Me, meKey } from '@/api/me';
import { ApiProblem, isProblem, saveFailureOf } from '@/api/problem';
import { keepStep, sendStep } from '@/api/steps';
import { type Walk, walkKey, walkQuery } from '@/api/walks';
import { clearDraft, draftKeys, readDraft, writeDraft } from '@/lib/drafts';
import { randomId } from '@/lib/random';

/** An answer that was given here, until the server has it: at most one for each walk, as the next question needs it. */
export interface UnsentAnswer {
  step: Schemas['Step'];
  /** In words, for saying what is not sent. */
  question: string;
  label: string;
  /** Version of the walk that it was given on. */
  version: number;
  /** Idempotency-Key: however often it is sent, it counts once. */
  key: string;
}

export interface Standing {
  answer: UnsentAnswer;
  state: 'sending' | 'waiting' | 'refused';
  error: unknown;
  /** It had to wait, so that the person may be elsewhere by now. */
  late: boolean;
}

const PREFIX = 'walk-answer:';
const AGAIN_MS = [3_000, 6_000, 15_000, 30_000];

export const stepNoteKey = (walkId: string): string => `step-note:${walkId}`;
export const wrongKey = (walkId: string): string => `step-wrong:${walkId}`;
export const parkKey = (walkId: string): string => `park:${walkId}`;
export const answerKey = (walkId: string): string => `${PREFIX}${walkId}`;

/** Answers on their way, by walk. */
export const useAnswers = create<Readonly<Record<string, Standing>>>(() => ({}));

const timers = new Map<string, ReturnType<typeof setTimeout>>();
/** By their keys: one that was found on record may still wait for its reply while the next is given. */
const inFlight = new Set<string>();

export function standingOf(walkId: string): Standing | undefined {
  return useAnswers.getState()[walkId];
}

function put(walkId: string, standing: Standing | null): void {
  const { [walkId]: _, ...others } = useAnswers.getState();
  useAnswers.setState(standing ? { ...others, [walkId]: standing } : others, true);
}

/** Gives an answer; it is kept on this device first, so that nothing can lose it. */
export function giveAnswer(
  client: QueryClient,
  walk: Walk,
  given: Pick<UnsentAnswer, 'step' | 'question' | 'label'>,
): void {
  const before = standingOf(walk.id);
  if (before && before.state !== 'refused') return;
  const answer: UnsentAnswer = { ...given, version: walk.version, key: randomId() };
  writeDraft(answerKey(walk.id), answer);
  put(walk.id, { answer, state: 'sending', error: null, late: false });
  void send(client, walk.id, 0);
}

async function send(client: QueryClient, walkId: string, tries: number): Promise<void> {
  const standing = standingOf(walkId);
  if (!standing || standing.state === 'refused' || inFlight.has(standing.answer.key)) return;
  clearTimeout(timers.get(walkId));
  const { answer } = standing;
  inFlight.add(answer.key);
  try {
    const taken = await sendStep(walkId, answer.step, answer.version, answer.key);
    arrived(walkId, answer);
    keepStep(client, walkId, answer.step, taken);
  } catch (error) {
    await failed(client, walkId, standing, error, tries);
  } finally {
    inFlight.delete(answer.key);
  }
}

/** Whether the walk, as it was read, holds this answer of mine: then the server has it, whatever became of its reply. */
export function isRecorded(walk: Walk, { step, version }: UnsentAnswer, me: string | undefined): boolean {
  const last = walk.walked_path.at(-1);
  const same = last?.node_id === step.node_id && last.option_id === step.option_id;
  return walk.version > version && same && last?.user?.id === me;
}

/** Lets go of an answer that was found on record. */
export function settle(walkId: string): void {
  const standing = standingOf(walkId);
  if (standing) arrived(walkId, standing.answer);
}

/** Looks whether an answer that was refused is on record: a second sending is refused while the first is worked on. */
async function isOnRecord(client: QueryClient, walkId: string, answer: UnsentAnswer): Promise<boolean> {
  try {
    const walk = await client.fetchQuery({ ...walkQuery(walkId), staleTime: 0 });
    return isRecorded(walk, answer, client.getQueryData<Me>(meKey)?.id);
  } catch (error) {
    if (error instanceof ApiProblem) return false;
    throw error;
  }
}

function arrived(walkId: string, answer: UnsentAnswer): void {
  const now = standingOf(walkId);
  // Found on record before its reply came, and followed by the next answer already.
  if (now && now.answer.key !== answer.key) return;
  clearDraft(answerKey(walkId));
  const note = readDraft<string>(stepNoteKey(walkId));
  if (note && note.value.trim() === (answer.step.note ?? '')) clearDraft(stepNoteKey(walkId));
  put(walkId, null);
}

async function failed(
  client: QueryClient,
  walkId: string,
  standing: Standing,
  error: unknown,
  tries: number,
): Promise<void> {
  // Taken back, or somebody else signed in, while it was on its way.
  if (standingOf(walkId)?.answer !== standing.answer) return;
  const signedOut = isProblem(error, 'not_signed_in');
  if (signedOut || isProblem(error, 'busy') || saveFailureOf(error) === 'retry') {
    put(walkId, { ...standing, state: 'waiting', error, late: true });
    // Reading again who is signed in leads to the sign-in; the answer goes once they are.
    if (signedOut) void client.invalidateQueries({ queryKey: meKey });
    else sendLater(client, walkId, tries);
    return;
  }
  if (isProblem(error, 409, 412) && (await isOnRecord(client, walkId, standing.answer))) {
    arrived(walkId, standing.answer);
    return;
  }
  if (standingOf(walkId)?.answer !== standing.answer) return;
  clearDraft(answerKey(walkId));
  put(walkId, { ...standing, state: 'refused', error });
  void client.invalidateQueries({ queryKey: walkKey(walkId) });
}

function sendLater(client: QueryClient, walkId: string, tries: number): void {
  const wait = AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)];
  timers.set(
    walkId,
    setTimeout(() => void send(client, walkId, tries + 1), wait),
  );
}

/** Takes an answer back that is not sent yet; had only its receipt been lost, the walk shows it when it is read again. */
export function takeBack(client: QueryClient, walkId: string): void {
  clearTimeout(timers.get(walkId));
  clearDraft(answerKey(walkId));
  put(walkId, null);
  void client.invalidateQueries({ queryKey: walkKey(walkId) });
}

export function forgetRefusal(walkId: string): void {
  if (standingOf(walkId)?.state === 'refused') put(walkId, null);
}

/** Shows what waits, also what was given before the browser was closed. */
export function showWaiting(): void {
  for (const key of draftKeys(PREFIX)) {
    const walkId = key.slice(PREFIX.length);
    const draft = readDraft<UnsentAnswer>(key);
    if (!draft) continue;
    if (!standingOf(walkId)) put(walkId, { answer: draft.value, state: 'waiting', error: null, late: true });
  }
}

/** Sends what waits. */
export function sendWaiting(client: QueryClient): void {
  showWaiting();
  for (const key of draftKeys(PREFIX)) void send(client, key.slice(PREFIX.length), 0);
}

/** Lets go of everything without sending, for when somebody else may sign in; what is kept here stays. */
export function stopSending(): void {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  useAnswers.setState({}, true);
}
