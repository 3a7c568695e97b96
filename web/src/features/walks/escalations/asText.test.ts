import { expect, it } from 'vitest';
import type { Walk } from '@/api/walks';
import { strings } from '../strings';
import { handOverText } from './asText';

const walk = {
  ticket: { kind: 'internal', number: 7, title: null, link: null, external_id: null },
  client_name: 'Acme',
  flow_title: null,
  session_kind: 'ai_build',
  created_by: { id: 'u', name: 'Tom' },
  unreviewed: true,
  escalation_reason_category: 'no_fix_found',
  walked_path: [{ made_by: 'model' }, { made_by: 'playbook' }, { made_by: 'person' }],
  escalation: {
    reason: 'It stays black.',
    escalated_at: '2026-11-22T02:00:00Z',
    missing: ['current_hypothesis'],
    override_reason: 'The caller had to leave.',
    package: { what_is_happening: 'The screen is black.' },
  },
} as unknown as Walk;

it('says all that the screen says: of what kind, what nobody reviewed, what is missing and why', () => {
  const words = handOverText(walk, ((key: string, more?: object) =>
    strings.text(key as 'home', more as never)) as never);
  expect(words).toContain('No fix found');
  expect(words).toContain(
    '2 steps of this walk were made by a model or the playbook; nobody had reviewed them.',
  );
  expect(words).toContain('Not given: Current hypothesis');
  expect(words).toContain('Escalated with gaps: The caller had to leave.');
  expect(words.indexOf('IT STAYS')).toBe(-1);
  expect(words).toContain('It stays black.');
});

it('says nothing of gaps and makers where there are none', () => {
  const { escalation } = walk;
  const whole = {
    ...walk,
    unreviewed: false,
    walked_path: [],
    escalation: { ...escalation, missing: [], override_reason: null },
  } as unknown as Walk;
  const words = handOverText(whole, ((key: string) => strings.text(key as 'home')) as never);
  expect(words).not.toMatch(/Not given|with gaps|made by/);
});
