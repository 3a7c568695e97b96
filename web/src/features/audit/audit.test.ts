import { describe, expect, it } from 'vitest';
import { nextDay, startOfDay } from './days';
import { actionInWords, detailLines } from './words';

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

describe('an entry of the log', () => {
  it('reads in words, and an unknown action as it is written', () => {
    expect([actionInWords('user.sign_in'), actionInWords('new.thing')]).toEqual(['Signed in', 'new.thing']);
  });

  it('tells what changed from what to what', () => {
    const details = {
      before: { account_role: 'viewer' },
      after: { account_role: 'admin', name: '' },
      from: null,
    };
    expect(detailLines(details)).toEqual(['account role: viewer → admin', 'name: –', 'from: –']);
  });
});
