import { expect, test } from 'vitest';
import { quickMoment } from './quickMoments';

test.each([
  ['inAnHour', '2026-11-21T15:30', '2026-11-21T16:30'],
  ['inAnHour', '2026-12-31T23:45', '2027-01-01T00:45'],
  ['tomorrow', '2026-11-21T15:30', '2026-11-22T09:00'],
  ['tomorrow', '2026-11-30T03:00', '2026-12-01T09:00'],
  ['nextMonday', '2026-11-21T15:30', '2026-11-23T09:00'],
  ['nextMonday', '2026-11-22T15:30', '2026-11-23T09:00'],
  ['nextMonday', '2026-11-23T08:00', '2026-11-30T09:00'],
] as const)('%s from %s is %s', (name, now, expected) => {
  expect(quickMoment(name, new Date(now))).toBe(expected);
});
