import type { Build } from '@/api/builder';

/** A flow in the making, for tests. */
const tree = (id: string) => ({
  root_id: id,
  nodes: {
    [id]: {
      id,
      type: 'resolution' as const,
      text: `fixed ${id}`,
      options: [],
      citations: [],
      made_by: 'playbook' as const,
      needs_review: false,
    },
  },
});

export const branch = (id: string, title: string, done = false): Build['branches'][number] => ({
  id,
  title,
  description: '',
  chosen: true,
  version: 1,
  proposed_by: 'playbook',
  tree: done ? tree(`${id}-1`) : null,
  detailed_by: done ? 'playbook' : null,
  remark: '',
  making: false,
  failure: null,
  findings: [],
});

const USED = { used: 0, limit: 100, left: 100 };
export const BUILD: Build = {
  id: '0198a000-0000-7000-8000-000000000001',
  status: 'scaffolding',
  version: 3,
  foundation: { name: 'Printer', category: '', symptoms: [], environment: '', audience: 'l1' },
  question: 'What happens?',
  question_by: 'playbook',
  branches: [branch('b1', 'No power'), branch('b2', 'Paper jam')],
  making: false,
  failure: null,
  run: null,
  source: 'playbook',
  question_rounds: 0,
  spent: { calls: 0, counted: 0, cost: 0, unpriced: 0, tokens: 0 },
  counts: true,
  quota: {
    source: 'model',
    label: 'Anthropic claude-haiku-5-5',
    playbook_too: true,
    trouble: null,
    flows: USED,
    walks: USED,
    calls_per_flow: 40,
    cost: 0,
    cost_limit: 20,
    starts_at: '2026-11-01T00:00:00Z',
    resets_at: '2026-12-01T00:00:00Z',
  },
  flow_id: null,
  expires_at: '2026-11-22T14:05:00Z',
  saveable_until: null,
  created_at: '2026-11-21T14:05:00Z',
  updated_at: '2026-11-21T14:05:00Z',
};
