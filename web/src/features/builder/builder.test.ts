import { beforeEach, describe, expect, it } from 'vitest';
import type { Build } from '@/api/builder';
import { assembled, missingOf } from './assembly';
import { added, type BranchLine, faultOf, isSound, moved, restored, without } from './branches';
import { treeOfLines } from './byHand';
import { differenceInWords, givenIds, HalfTyped, planOf, saysTheSame, sentPlan } from './plan';
import { reachedBy } from './stages';
import { goTo, open, remark, useWizard } from './store';
import { BUILD, branch } from './testBuild';
import { costInWords, untilInWords } from './words';

const line = (id: string, title = id): BranchLine => ({ id, title, description: '', chosen: true });
const LINES = [line('a'), line('b'), line('c')];
const ids = (lines: readonly BranchLine[]): string => lines.map(({ id }) => id).join('');

beforeEach(() => open(null));

describe('the list of branches', () => {
  it('moves a branch by one and leaves it at the ends', () => {
    expect(ids(moved(LINES, 'c', -1))).toBe('acb');
    expect(ids(moved(LINES, 'a', -1))).toBe('abc');
    expect(ids(moved(LINES, 'c', 1))).toBe('abc');
  });

  it('takes a removed branch back to where it was, once', () => {
    const rest = without(LINES, 'b');
    expect(ids(restored(rest, LINES[1] ?? line('b'), 1))).toBe('abc');
    expect(ids(restored(LINES, LINES[1] ?? line('b'), 1))).toBe('abc');
  });

  it('wants a name of its own for each branch, and nine at most', () => {
    expect(faultOf(added(LINES, 'd'), line('d', ' '))).toBe('noTitle');
    expect(faultOf([...LINES, line('d', ' A ')], line('d', ' A '))).toBe('twice');
    const many = Array.from({ length: 10 }, (_, at) => line(`x${at}`));
    expect(isSound(many)).toBe(false);
    expect(isSound(many.map((one, at) => ({ ...one, chosen: at > 0 })))).toBe(true);
  });
});

describe('saving the plan', () => {
  it('sends known branches by their id and new ones without, also in another order', () => {
    const plan = {
      ...planOf(BUILD),
      lines: [line('fresh', 'Blank pages'), ...planOf(BUILD).lines.toReversed()],
    };
    expect(sentPlan(plan, BUILD.branches, {}).branches.map(({ id }) => id)).toEqual([null, 'b2', 'b1']);
  });

  it('knows a branch again by the id that the server gave it, or by its title after a lost answer', () => {
    const plan = { question: '', lines: [line('fresh', 'Blank pages')] };
    const saved = { ...BUILD, branches: [branch('b7', 'Blank pages')] };
    expect(givenIds(plan, saved)).toEqual({ fresh: 'b7' });
    expect(sentPlan(plan, saved.branches, { fresh: 'b7' }).branches[0]?.id).toBe('b7');
    expect(sentPlan(plan, saved.branches, {}).branches[0]?.id).toBe('b7');
  });

  it('holds back what is half typed', () => {
    expect(() => sentPlan({ question: '', lines: [line('x', '')] }, [], {})).toThrow(HalfTyped);
  });
});

describe('the list in another window', () => {
  const mine = { question: 'What happens?', lines: LINES };

  it('is the same whatever ids its lines have', () => {
    const renumbered = LINES.map((one) => ({ ...one, id: `${one.id}-there`, title: ` ${one.title}` }));
    expect(saysTheSame(mine, { ...mine, lines: renumbered })).toBe(true);
    expect(saysTheSame(mine, { ...mine, lines: LINES.toReversed() })).toBe(false);
  });

  it('is said by what is more and less there', () => {
    const there = [...LINES.slice(1), line('d', 'Blank pages')];
    expect(differenceInWords(mine, { ...mine, lines: there })).toBe(
      'You changed this in another window. There these are too: “Blank pages”; these are not: “a”.',
    );
    expect(differenceInWords(mine, { ...mine, lines: LINES.toReversed() })).toMatch(/order are different\.$/);
  });
});

describe('the store of the wizard', () => {
  it('keeps what was typed while the same flow is open, and begins anew with another', () => {
    open('one');
    goTo('scaffold');
    remark('b1', 'shorter');
    open('one');
    expect(useWizard.getState()).toMatchObject({ stage: 'scaffold', remarks: { b1: 'shorter' } });
    open('two');
    expect(useWizard.getState()).toMatchObject({ run: 'two', stage: null, remarks: {} });
  });
});

describe('how far a flow is', () => {
  it('reaches the review when every ticked branch is worked out', () => {
    expect(reachedBy(BUILD)).toBe('scaffold');
    const detailing = {
      ...BUILD,
      status: 'detailing' as const,
      branches: [branch('b1', 'A', true), branch('b2', 'B')],
    };
    expect(reachedBy(detailing)).toBe('detail');
    expect(missingOf(detailing)).toEqual(['B']);
    const [first, second] = detailing.branches;
    if (!first || !second) throw new Error('two branches');
    expect(reachedBy({ ...detailing, branches: [first, { ...second, chosen: false }] })).toBe('review');
  });

  it('shows the flow as one question over its branches, or the one branch alone', () => {
    const both = { ...BUILD, branches: [branch('b1', 'A', true), branch('b2', 'B', true)] };
    const answers = (build: Build) => assembled(build)?.nodes.start?.options.map(({ label }) => label);
    expect(answers(both)).toEqual(['A', 'B', 'None of these, or not sure']);
    expect(assembled(both)?.nodes['none-of-these']?.type).toBe('escalation');
    const other = { ...both, branches: [branch('b1', 'A', true), branch('b2', 'Something else', true)] };
    expect(answers(other)).toEqual(['A', 'Something else']);
    const nine = Array.from({ length: 9 }, (_, at) => branch(`b${at}`, `Cause ${at}`, true));
    expect(answers({ ...both, branches: nine })).toHaveLength(9);
    expect(assembled({ ...both, branches: both.branches.slice(0, 1) })?.root_id).toBe('b1-1');
    expect(assembled(BUILD)).toBeNull();
  });
});

describe('a branch written as lines', () => {
  const about = { flow: 'Badge reader', branch: 'Door stays shut' };

  it('asks after each thing whether it helped, and hands over after the last', () => {
    const { root_id, nodes } = treeOfLines('Reseat the cable\n\n Restart the reader ', about);
    const path = ['do-0', 'do-1', 'over'];
    expect(root_id).toBe('do-0');
    expect(path.map((id) => nodes[id]?.type)).toEqual(['action', 'action', 'escalation']);
    expect(nodes['do-1']?.text).toBe('Restart the reader');
    for (const id of ['do-0', 'do-1']) {
      const [helped, same] = nodes[id]?.options ?? [];
      expect([helped?.next_id, same?.next_id]).toEqual(['fixed', path[path.indexOf(id) + 1]]);
    }
    expect(nodes.fixed?.type).toBe('resolution');
  });

  it('is a hand-over alone without lines, and no more than a branch can hold with many', () => {
    const { root_id, nodes } = treeOfLines(' \n', about);
    expect(Object.keys(nodes)).toEqual([root_id]);
    expect(nodes[root_id]?.text).toContain('Badge reader (Door stays shut)');
    expect(Object.keys(treeOfLines('x\n'.repeat(500), about).nodes)).toHaveLength(32);
  });
});

describe('words', () => {
  it('says until when something is kept', () => {
    const now = new Date(2026, 10, 21, 15, 0).getTime();
    const at = (day: number) => new Date(2026, 10, day, 16, 5).toISOString();
    expect(untilInWords(at(21), now)).toMatch(/^today /);
    expect(untilInWords(at(22), now)).toMatch(/^tomorrow /);
    expect(untilInWords(at(27), now)).toMatch(/2026/);
  });

  it('lets small costs be seen to grow', () => {
    expect([0, 0.00004, 0.0052, 1.5].map(costInWords)).toEqual([
      '$0.00',
      'less than $0.0001',
      '$0.0052',
      '$1.50',
    ]);
  });
});
