import { describe, expect, it } from 'vitest';
import { dollars } from '@/lib/dollars';
import { changeOf, keyHelp } from './ModelForm';
import { planName } from './QuotaPanel';
import { linesOf } from './UsagePanel';

const VALUES = {
  provider: 'anthropic' as const,
  model: ' ',
  base_url: '',
  api_key: ' sk-1 ',
  playbook_on: true,
  send_no_ticket_text: false,
  zero_wait: false,
};

describe('what is said of the key', () => {
  it('names its end where that is shown, and never an end that is none', () => {
    expect(keyHelp({ has_key: true, key_hint: '…wxyz' }, false)).toContain('it ends in …wxyz');
    expect(keyHelp({ has_key: true, key_hint: '…' }, false)).toBe(
      'A key is stored. Leave this empty to keep it.',
    );
    expect(keyHelp({ has_key: false, key_hint: null }, false)).toMatch(/^Kept encrypted/);
  });
});

describe('what is sent of the form', () => {
  it('leaves an empty key out, so that the stored one stays', () => {
    expect(changeOf({ ...VALUES, api_key: '' })).not.toHaveProperty('api_key');
    expect(changeOf(VALUES)).toMatchObject({ api_key: 'sk-1', model: null, base_url: null });
  });

  it('takes the key out along with the model', () => {
    expect(changeOf({ ...VALUES, provider: 'none' })).toMatchObject({ provider: null, api_key: null });
  });
});

const sum = {
  calls: 2,
  failed: 1,
  unpriced: 0,
  cost: 0.004,
  input_tokens: 0,
  output_tokens: 0,
  cache_read_tokens: 0,
  cache_write_tokens: 0,
};

it.each([
  ['self_hosted', 'Self-hosted'],
  ['big_team', 'Big team'],
  ['Pro', 'Pro'],
])('the plan %s is called %s', (plan, name) => {
  expect(planName(plan)).toBe(name);
});

describe('usage', () => {
  it('has a line for each task and one for all, with nothing where nothing was used today', () => {
    const usage = {
      today: [{ ...sum, task: 'scaffold', calls: 1 }],
      period: [
        { ...sum, task: 'scaffold' },
        { ...sum, task: 'test' },
      ],
      starts_at: '2026-11-01T00:00:00Z',
      resets_at: '2026-12-01T00:00:00Z',
    };
    const lines = linesOf(usage);
    expect(lines.map((line) => [line.task, line.today.calls, line.period.calls])).toEqual([
      ['scaffold', 1, 2],
      ['test', 0, 2],
      ['total', 1, 4],
    ]);
    expect(lines.at(-1)?.period.cost).toBeCloseTo(0.008);
  });

  it('tells small amounts apart', () => {
    expect([0, 0.00052, 0.0052, 0.034, 20].map(dollars)).toEqual([
      '$0.00',
      '$0.00052',
      '$0.0052',
      '$0.034',
      '$20.00',
    ]);
  });
});
