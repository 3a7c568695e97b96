import { describe, expect, it } from 'vitest';
import { EMPTY, intakeOf, isEmpty } from './draft';

describe('intakeOf', () => {
  it('makes a new ticket of ours when no number is given', () => {
    const body = intakeOf({ ...EMPTY, problem: '  no network ', priority: 'high' });
    expect(body.problem_text).toBe('no network');
    expect(body.ticket).toMatchObject({ kind: 'internal', priority: 'high' });
    expect(body.ticket.id).toBeUndefined();
  });

  it('names the ticket of the ticket system and leaves its priority alone', () => {
    const body = intakeOf({ ...EMPTY, problem: 'x', ticketId: ' T-100 ' });
    expect(body.ticket).toMatchObject({ kind: 'psa', id: 'T-100' });
    expect(body.ticket.priority).toBeUndefined();
  });
});

describe('isEmpty', () => {
  it('tells an untouched form from one that holds something', () => {
    expect(isEmpty(EMPTY)).toBe(true);
    expect(isEmpty({ ...EMPTY, contact: 'Ann' })).toBe(false);
  });
});
