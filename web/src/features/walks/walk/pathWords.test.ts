import { describe, expect, it } from 'vitest';
import type { PathStep, Walk } from '@/api/walks';
import { evidenceWords, isTakers } from './pathWords';

const walk = { taken_over_at: '2026-11-21T10:00:00Z', assigned_to: { id: 'dana', name: 'Dana' } } as Walk;
const step = (user: string, answered_at: string, after_take_over = false) =>
  ({ user: { id: user, name: user }, answered_at, after_take_over }) as PathStep;

describe('whose answer it was', () => {
  it('is what the server says', () => {
    expect(isTakers(walk, step('ann', '2026-11-21T09:00:00Z', true))).toBe(true);
  });

  it('is the first line’s before the walk was taken over, whoever gave it', () => {
    expect(isTakers(walk, step('dana', '2026-11-21T09:59:00Z'))).toBe(false);
    expect(isTakers(walk, step('theo', '2026-11-21T10:01:00Z'))).toBe(false);
  });

  it('is the engineer’s own at once', () => {
    expect(isTakers(walk, step('dana', '2026-11-21T10:01:00Z'))).toBe(true);
  });
});

describe('evidence', () => {
  it('is quoted as text or number, and nothing where there is none', () => {
    expect(evidenceWords({ kind: 'text', value: 'tray 1' })).toBe('tray 1');
    expect(evidenceWords({ kind: 'number', value: 12 })).toBe('12');
    expect(evidenceWords(null)).toBeNull();
  });
});
