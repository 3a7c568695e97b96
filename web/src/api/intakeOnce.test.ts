import { beforeEach, expect, it, vi } from 'vitest';
import { setDraftOwner } from '@/lib/drafts';
import type { Schemas } from './client';
import { answered, intakeKey } from './intakeOnce';
import { ApiProblem, unreachable } from './problem';

const intake = { problem_text: 'No dial tone', ticket: { kind: 'internal' } } as Schemas['Intake'];

beforeEach(() => setDraftOwner(`person-${Math.random()}`));

it('keeps the key of an intake whose answer never came, for the same words only', () => {
  const key = intakeKey(intake);
  expect(intakeKey(intake)).toBe(key);
  expect(intakeKey({ ...intake, problem_text: 'No sound' })).not.toBe(key);
});

it('makes another key an hour later', () => {
  const key = intakeKey(intake);
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_001);
  expect(intakeKey(intake)).not.toBe(key);
  vi.restoreAllMocks();
});

const refusal = new ApiProblem({ ...unreachable().body, status: 409, error: 'flow_not_published' });

it.each([
  ['an answer', () => Promise.resolve(1), false],
  ['a refusal', () => Promise.reject(refusal), false],
  ['a lost connection', () => Promise.reject(unreachable()), true],
])('after %s', async (_, outcome, same) => {
  const key = intakeKey(intake);
  await answered<unknown>(outcome()).catch(() => undefined);
  expect(intakeKey(intake) === key).toBe(same);
});
