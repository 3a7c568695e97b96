import { expect, test } from 'vitest';
import { quickChoices, quickMoment } from './quickMoments';

test.each([
  ['inAnHour', '2026-11-21T15:30', '2026-11-21T16:30'],
  ['inAnHour', '2026-12-31T23:45', '2027-01-01T00:45'],
  ['inHalfAnHour', '2026-11-21T15:45', '2026-11-21T16:15'],
  ['thisAfternoon', '2026-11-21T09:30', '2026-11-21T15:00'],
  ['tomorrow', '2026-11-21T15:30', '2026-11-22T09:00'],
  ['tomorrow', '2026-11-30T03:00', '2026-12-01T09:00'],
  ['nextMonday', '2026-11-21T15:30', '2026-11-23T09:00'],
  ['nextMonday', '2026-11-22T15:30', '2026-11-23T09:00'],
  ['nextMonday', '2026-11-23T08:00', '2026-11-30T09:00'],
] as const)('%s from %s is %s', (name, now, expected) => {
  expect(quickMoment(name, new Date(now))).toBe(expected);
});

test.each([
  ['2026-11-21T14:59', true],
  ['2026-11-21T15:00', false],
])('at %s this afternoon is still to come: %s', (now, offered) => {
  expect(quickChoices(new Date(now)).includes('thisAfternoon')).toBe(offered);
});
