import { renderHook } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WalkBrief } from '@/api/walks';
import { setDraftOwner } from '@/lib/drafts';
import { markOf } from './marks';
import { inTabOrder, inWaitingOrder, isDue, nextWalk } from './order';
import { hideTab, noteVisit, useRemembered } from './remembered';

const NOON = Date.parse('2026-11-21T12:00:00Z');

function walk(id: string, waits?: string | null, holder: string | null = null): WalkBrief {
  return {
    id,
    assigned_to: holder && { id: holder, name: holder },
    waiting_on: waits === undefined ? null : 'the user',
    waiting_until: waits ?? null,
    last_step_at: `2026-11-21T0${id}:00:00Z`,
  } as unknown as WalkBrief;
}

const ids = (walks: readonly { id: string }[]): string => walks.map(({ id }) => id).join(' ');

describe('tabs', () => {
  it('stand in the order of their beginning, whatever changed last', () => {
    expect(ids(inTabOrder([walk('3'), walk('1'), walk('2')]))).toBe('1 2 3');
  });

  it.each([
    ['the next one that does not wait', [walk('1'), walk('3', null), walk('4')], '2', '4'],
    ['the first one after the last', [walk('1'), walk('3', null)], '2', '1'],
    ['one that is due when all wait', [walk('1', null), walk('3', '2026-11-21T11:00:00Z')], '2', '3'],
    ['none that a colleague has taken over', [walk('3', undefined, 'erin'), walk('4')], '2', '4'],
    ['one that I have taken over', [walk('3', undefined, 'me'), walk('4')], '2', '3'],
    ['none when all wait for later', [walk('1', '2026-11-21T13:00:00Z')], '2', undefined],
    ['none when it was the only one', [walk('2')], '2', undefined],
  ])('after a ticket comes %s', (_, open, present, next) => {
    expect(nextWalk(open, present, 'me', NOON)?.id).toBe(next);
  });
});

describe('the waiting list', () => {
  it('begins with what is due first and ends with what has no time', () => {
    const walks = [
      walk('1', null),
      walk('2'),
      walk('3', '2026-11-21T13:00:00Z'),
      walk('4', '2026-11-21T11:00:00Z'),
      walk('0', null),
    ];
    expect(ids(inWaitingOrder(walks))).toBe('4 3 0 1');
  });

  it.each([
    ['2026-11-21T12:00:00Z', true],
    ['2026-11-21T12:00:01Z', false],
  ])('counts a walk as due when its time %s has come', (until, due) => {
    expect(isDue(walk('1', until), NOON)).toBe(due);
    expect(isDue(walk('1'), NOON)).toBe(false);
  });
});

describe('the mark of a tab', () => {
  const here = (keys: string[], more: object = {}) => ({
    keys: new Set(keys),
    unsaved: {},
    refused: false,
    ...more,
  });

  it.each([
    ['nothing', here([]), null],
    ['another walk’s notes', here(['walk-notes:b']), null],
    ['an unsent answer', here(['walk-answer:a', 'step-note:a']), 'tabUnsaved'],
    ['unsaved notes', here(['walk-notes:a']), 'tabUnsaved'],
    ['a half-written report', here(['step-wrong:a']), 'tabDraft'],
    ['half-written words of what it waits on', here(['park:a']), 'tabDraft'],
    ['a half-written resolution', here(['resolve:a']), 'tabDraft'],
    [
      'notes changed elsewhere',
      here(['walk-notes:a'], { unsaved: { 'walk-notes:a': 'conflict' } }),
      'tabConflict',
    ],
    ['a refused answer', here([], { refused: true }), 'tabConflict'],
  ])('says of %s the most pressing', (_, given, mark) => {
    expect(markOf('a', given)).toBe(mark);
  });
});

describe('what a device remembers of tabs', () => {
  beforeEach(() => setDraftOwner(`person-${Math.random()}`));
  const remembered = () => renderHook(useRemembered).result.current;

  it('shows a hidden tab again once its walk is visited', () => {
    hideTab('a');
    hideTab('b');
    expect(remembered().hidden).toEqual(['b', 'a']);
    noteVisit('a');
    expect(remembered()).toMatchObject({ hidden: ['b'], visited: ['a'] });
  });

  it('belongs to the person, and is there when they come back', () => {
    setDraftOwner('ann');
    noteVisit('a');
    setDraftOwner('bob');
    expect(remembered().visited).toEqual([]);
    setDraftOwner('ann');
    expect(remembered().visited).toEqual(['a']);
  });
});
