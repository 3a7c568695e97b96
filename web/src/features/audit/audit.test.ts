import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nextDay, startOfDay } from './days';
import { detailLines } from './details';
import { ACTIONS, actionInWords } from './words';

describe('a day of the log', () => {
  it.each([
    ['2026-11-21', 'UTC', '2026-11-21T00:00:00.000Z'],
    ['2026-11-21', 'Asia/Tokyo', '2026-11-20T15:00:00.000Z'],
    ['2026-11-21', 'America/New_York', '2026-11-21T05:00:00.000Z'],
    // The days on which the clock goes forward and back.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
  ])('%s in %s begins at %s', (day, zone, moment) => {
    expect(startOfDay(day, zone)).toBe(moment);
  });

  it('is followed by the next, over the end of a year too', () => {
    expect([nextDay('2026-12-31'), nextDay('2028-02-28')]).toEqual(['2027-01-01', '2028-02-29']);
  });
});

const contract = JSON.parse(readFileSync('../server/openapi.json', 'utf-8'));
const recorded: string[] = contract.components.schemas.AuditShown.properties.action.enum;
const ANA = '0199b8a0-0000-7000-8000-00000000000a';
const GONE = '0199b8a0-0000-7000-8000-00000000000b';
const nameOf = (id: string): string | null => (id === ANA ? 'Ana' : null);

describe('an entry of the log', () => {
  it.each(recorded)('%s has words of its own', (action) => {
    expect(actionInWords(action)).not.toBe(action);
    expect(ACTIONS.filter(({ value }) => value === action)).toHaveLength(1);
  });

  it('tells an escalation without codes and ids', () => {
    const details = {
      ticket: '#12',
      reason_category: 'no_fix_found',
      recipients: [ANA, GONE],
      missing: ['current_hypothesis'],
    };
    expect(detailLines({ details }, nameOf)).toEqual([
      'ticket: #12',
      'kind of reason: No fix found',
      'told: Ana, somebody who left',
      'handed over without: Current hypothesis',
    ]);
  });

  it('names the person it is about, and leaves keys of rows and what stayed out', () => {
    const role = { before: { name: 'Ana', can_cover_l1: false }, after: { name: 'Ana', can_cover_l1: true } };
    const about = { subject_kind: 'user', subject_id: ANA, user_id: GONE };
    expect(detailLines({ details: role, ...about }, nameOf)).toEqual([
      'person: Ana',
      'also takes L1 work: no → yes',
    ]);
    expect(detailLines({ details: { client_id: GONE, ticket_kind: 'psa', number: 3 } })).toEqual([
      'version: 3',
    ]);
  });

  it('tells what stood before where nothing else is told', () => {
    expect(detailLines({ details: { before: 'abandoned', ticket: '#1' } })).toEqual([
      'before: Abandoned',
      'ticket: #1',
    ]);
    expect(detailLines({ details: { before: 'self_hosted', after: 'pro', anchor: null } })).toEqual([
      'Self-hosted → pro',
      'period begins on day: –',
    ]);
  });

  it('leaves a text alone that reads like a code', () => {
    expect(detailLines({ details: { name: 'security', title: 'other' } })).toEqual([
      'name: security',
      'title: other',
    ]);
  });

  it('reads in words, and an unknown action as it is written', () => {
    expect([actionInWords('user.sign_in'), actionInWords('new.thing')]).toEqual(['Signed in', 'new.thing']);
  });

  it('tells what changed from what to what', () => {
    const details = {
      before: { account_role: 'viewer' },
      after: { account_role: 'admin', name: '' },
      from: null,
    };
    expect(detailLines({ details })).toEqual(['role: Viewer → Admin', 'name: –', 'from: –']);
  });
});
