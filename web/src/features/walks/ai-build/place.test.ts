import { describe, expect, it } from 'vitest';
import type { Making, NodeServed } from '@/api/walks';
import type { Standing } from '../unsent/answers';
import { costOf } from './Notice';
import { otherMaker, placeOf, questionsOf } from './place';
import { building } from './strings';

const making = (more: Partial<Making> = {}): Making => ({
  state: 'ready',
  source: 'model',
  label: 'Anthropic claude-haiku-5-5',
  trouble: null,
  playbook_may_go_on: false,
  may_try_again: false,
  resets_at: null,
  answers_left: 9,
  cost: 0.0004,
  calls: 3,
  sends: 'all',
  ...more,
});
const node = { id: 'n', options: [] } as unknown as NodeServed;
const answer = (state: Standing['state'], late = false) => ({ state, late }) as Standing;

describe('where the question stands', () => {
  const there = { pending_node: node, making: making() };
  const away = (state: Making['state']) => ({ pending_node: null, making: making({ state }) });
  it.each([
    ['the question, when it is there', there, undefined, false, false, 'question'],
    ['still the question, just after an answer', there, answer('sending'), false, false, 'question'],
    ['what is being made, a moment after', there, answer('sending'), true, false, 'making'],
    [
      'the question, while the answer waits for the connection',
      there,
      answer('waiting', true),
      true,
      false,
      'question',
    ],
    ['the question, while a late answer is sent', there, answer('sending', true), true, false, 'question'],
    ['what is being made, after a reload', away('making'), undefined, false, false, 'making'],
    ['why it is not there', away('stuck'), undefined, false, false, 'stuck'],
    ['what is being made, once it is asked for again', away('stuck'), undefined, false, true, 'making'],
  ] as const)('is %s', (_, walk, standing, slow, asking, place) => {
    expect(placeOf(walk, { standing, slow }, asking)).toBe(place);
  });
});

it('is the question while the server is known to be away: nothing is worked out then', () => {
  const there = { pending_node: node, making: making() };
  expect(placeOf(there, { standing: answer('sending'), slow: true }, false, false)).toBe('question');
});

describe('what is said above the walk', () => {
  it('counts the questions that are left of all', () => {
    expect(questionsOf({ making: making(), step_count: 3 })).toEqual({ left: 9, of: 12 });
    expect(questionsOf({ making: making({ answers_left: 0 }), step_count: 12 })).toEqual({ left: 0, of: 12 });
  });

  it.each([
    [making(), '$0.0004 so far (3 calls)'],
    [making({ cost: 0.00012, calls: 1 }), '$0.00012 so far (1 call)'],
    [making({ cost: null }), 'price not known (3 calls)'],
    [making({ source: 'playbook', cost: 0, calls: 0 }), null],
    [making({ source: 'playbook', cost: 0.0004, calls: 3 }), '$0.0004 so far (3 calls)'],
  ])('says of %o what it cost: %s', (given, words) => {
    expect(costOf(given, building.text)).toBe(words);
  });

  it('names another maker in the path, and never the present one or a person', () => {
    expect(otherMaker({ making: making() }, 'playbook')).toBe('playbook');
    expect(otherMaker({ making: making({ source: 'playbook' }) }, 'model')).toBe('model');
    expect(otherMaker({ making: making() }, 'model')).toBeNull();
    expect(otherMaker({ making: making() }, 'person')).toBeNull();
    expect(otherMaker({ making: null }, 'playbook')).toBeNull();
  });
});
