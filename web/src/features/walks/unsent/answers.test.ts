import { QueryClient } from '@tanstack/react-query';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { patience } from '@/api/client';
import { meKey } from '@/api/me';
import type { Walk } from '@/api/walks';
import { walkKey } from '@/api/walks';
import { readDraft, setDraftOwner, writeDraft } from '@/lib/drafts';
import { problem, serverForTests } from '@/test/server';
import {
  answerKey,
  giveAnswer,
  isRecorded,
  sendWaiting,
  settle,
  standingOf,
  stepNoteKey,
  stopSending,
  takeBack,
} from './answers';

const server = serverForTests();
const STEP = '*/api/v1/l1/sessions/w/step';
const walk = { id: 'w', version: 4, step_count: 1, walked_path: [], taken_over_at: null } as unknown as Walk;
const given = {
  step: { node_id: 'n', option_id: 'o', note: 'Pinged it', evidence: null },
  question: 'Does it answer?',
  label: 'Yes',
};
const taken = {
  version: 5,
  status: 'active',
  step_count: 2,
  pending_node: null,
  walked_path: [{ node_id: 'n', question: 'Does it answer?', answer: 'Yes', l1_note: 'Pinged it' }],
};

const recorded = {
  node_id: 'n',
  option_id: 'o',
  question: 'Does it answer?',
  answer: 'Yes',
  user: { id: 'ann', name: 'Ann' },
};

let client: QueryClient;
let keys: (string | null)[];

/** Answers of the server in turn; the last one stays. */
function answering(...answers: (() => Response)[]): void {
  server.use(
    http.post(STEP, ({ request }) => {
      keys.push(request.headers.get('idempotency-key'));
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      return answer?.();
    }),
  );
}

/** The walk as the server has it. */
function reading(read: object): void {
  server.use(http.get('*/api/v1/l1/sessions/w', () => HttpResponse.json(read)));
}

beforeEach(() => {
  patience.waits = [];
  keys = [];
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(walkKey('w'), walk);
  client.setQueryData(meKey, { id: 'ann', name: 'Ann' });
  setDraftOwner('ann');
});
afterEach(stopSending);

describe('an answer', () => {
  it('is on this device before it is sent, and gone from it once the server has it', async () => {
    writeDraft(stepNoteKey('w'), 'Pinged it');
    answering(() => HttpResponse.json(taken));
    giveAnswer(client, walk, given);
    expect(readDraft<{ label: string }>(answerKey('w'))?.value.label).toBe('Yes');
    await vi.waitFor(() => expect(standingOf('w')).toBeUndefined());
    expect([readDraft(answerKey('w')), readDraft(stepNoteKey('w'))]).toEqual([null, null]);
    expect(client.getQueryData<Walk>(walkKey('w'))).toMatchObject({ version: 5, step_count: 2 });
  });

  it('waits without a connection, and goes again under the same key', async () => {
    answering(
      () => HttpResponse.error() as unknown as Response,
      () => HttpResponse.json(taken),
    );
    giveAnswer(client, walk, given);
    await vi.waitFor(() => expect(standingOf('w')).toMatchObject({ state: 'waiting', late: true }));
    giveAnswer(client, walk, { ...given, label: 'No' });
    expect(standingOf('w')?.answer.label).toBe('Yes');
    sendWaiting(client);
    await vi.waitFor(() => expect(standingOf('w')).toBeUndefined());
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  it('goes under its key after the browser was closed', async () => {
    answering(() => HttpResponse.error() as unknown as Response);
    giveAnswer(client, walk, given);
    await vi.waitFor(() => expect(standingOf('w')?.state).toBe('waiting'));
    stopSending();
    answering(() => HttpResponse.json(taken));
    sendWaiting(client);
    await vi.waitFor(() => expect(readDraft(answerKey('w'))).toBeNull());
    expect(new Set(keys).size).toBe(1);
  });

  it('says that it was refused when the walk had moved on, and keeps the note', async () => {
    writeDraft(stepNoteKey('w'), 'Pinged it');
    reading({ ...walk, version: 5, walked_path: [{ ...recorded, user: { id: 'bob', name: 'Bob' } }] });
    answering(() => problem(409, 'walk_moved_on'));
    giveAnswer(client, walk, given);
    await vi.waitFor(() => expect(standingOf('w')?.state).toBe('refused'));
    expect([readDraft(answerKey('w')), readDraft<string>(stepNoteKey('w'))?.value]).toEqual([
      null,
      'Pinged it',
    ]);
  });

  it('counts as taken when it is refused a second time and stands on record', async () => {
    reading({ ...walk, version: 5, walked_path: [recorded] });
    answering(() => problem(409, 'walk_moved_on'));
    giveAnswer(client, walk, given);
    await vi.waitFor(() => expect(standingOf('w')).toBeUndefined());
    expect(readDraft(answerKey('w'))).toBeNull();
    expect(client.getQueryData<Walk>(walkKey('w'))?.version).toBe(5);
  });

  it('is tried again under its key while the first sending is still worked on', async () => {
    answering(() => problem(409, 'busy'));
    giveAnswer(client, walk, given);
    await vi.waitFor(() => expect(standingOf('w')?.state).toBe('waiting'));
    answering(() => HttpResponse.json(taken));
    sendWaiting(client);
    await vi.waitFor(() => expect(standingOf('w')).toBeUndefined());
    expect(new Set(keys).size).toBe(1);
  });

  it('found on record makes room for the next one, which the late reply to the first leaves alone', async () => {
    let replies = (): void => {};
    const late = new Promise<void>((done) => {
      replies = done;
    });
    server.use(
      http.post(STEP, async ({ request }) => {
        keys.push(request.headers.get('idempotency-key'));
        if (keys.length > 1) return HttpResponse.error();
        await late;
        return HttpResponse.json(taken);
      }),
    );
    giveAnswer(client, walk, given);
    await vi.waitFor(() => expect(keys).toHaveLength(1));
    settle('w');
    const next = { ...walk, version: 5 } as unknown as Walk;
    giveAnswer(client, next, { ...given, label: 'No' });
    await vi.waitFor(() => expect(keys).toHaveLength(2));
    replies();
    await vi.waitFor(() => expect(standingOf('w')?.state).toBe('waiting'));
    expect(readDraft<{ label: string }>(answerKey('w'))?.value.label).toBe('No');
  });

  it.each([
    ['mine, at the end, of a later version', {}, 5, true],
    ['of the version it was given on', {}, 4, false],
    ['another option', { option_id: 'p' }, 5, false],
    ['somebody else’s', { user: { id: 'bob', name: 'Bob' } }, 5, false],
  ])('stands on record when the last step is %s: %s', (_, other, version, expected) => {
    const read = { ...walk, version, walked_path: [{ ...recorded, ...other }] } as unknown as Walk;
    const answer = { ...given, version: 4, key: 'k' };
    expect(isRecorded(read, answer, 'ann')).toBe(expected);
  });

  it('waits for its person when the session has ended', async () => {
    answering(() => problem(401, 'not_signed_in'));
    giveAnswer(client, walk, given);
    await vi.waitFor(() => expect(standingOf('w')?.state).toBe('waiting'));
    stopSending();
    setDraftOwner('bob');
    sendWaiting(client);
    expect([standingOf('w'), keys.length]).toEqual([undefined, 1]);
  });

  it('is taken back while it waits, and is not sent any more', async () => {
    answering(() => HttpResponse.error() as unknown as Response);
    giveAnswer(client, walk, given);
    await vi.waitFor(() => expect(standingOf('w')?.state).toBe('waiting'));
    takeBack(client, 'w');
    sendWaiting(client);
    expect([standingOf('w'), readDraft(answerKey('w')), keys.length]).toEqual([undefined, null, 1]);
  });

  it('does not touch a note that was changed while it was on its way', async () => {
    answering(() => HttpResponse.json(taken));
    giveAnswer(client, walk, given);
    writeDraft(stepNoteKey('w'), 'The next note');
    await vi.waitFor(() => expect(standingOf('w')).toBeUndefined());
    expect(readDraft<string>(stepNoteKey('w'))?.value).toBe('The next note');
  });
});
