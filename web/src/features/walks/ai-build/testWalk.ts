import type { Walk } from '@/api/walks';

const making = {
  state: 'stuck',
  source: 'model',
  label: 'Anthropic claude-haiku-5-5',
  trouble: { code: 'overloaded', detail: 'Too much to do just now; your path and notes are kept.' },
  playbook_may_go_on: true,
  may_try_again: true,
  resets_at: null,
  answers_left: 11,
  cost: 0.0001,
  calls: 1,
  sends: 'all',
};

/** A walk whose steps are made, which stands where the last one could not be; `made` says how it stands instead. */
export function walkWith(id: string, more: object = {}, made: object = {}): Walk {
  return {
    id,
    session_kind: 'ai_build',
    status: 'active',
    may_act: true,
    version: 2,
    step_count: 1,
    pending_node: null,
    walked_path: [],
    switches: [],
    making: { ...making, ...made },
    ...more,
  } as unknown as Walk;
}
