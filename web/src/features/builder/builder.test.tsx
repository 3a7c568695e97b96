import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Build } from '@/api/builder';
import { show } from '@/test/render';
import { problem, serverForTests } from '@/test/server';
import { assembled, missingOf } from './assembly';
import { added, type BranchLine, faultOf, isSound, moved, restored, without } from './branches';
import { FoundationStage } from './FoundationStage';
import { givenIds, HalfTyped, planOf, sentPlan } from './plan';
import { ScaffoldStage } from './ScaffoldStage';
import { reachedBy } from './stages';
import { goTo, open, remark, useWizard } from './store';
import { costInWords, untilInWords } from './words';

const line = (id: string, title = id): BranchLine => ({ id, title, description: '', chosen: true });
const LINES = [line('a'), line('b'), line('c')];
const ids = (lines: readonly BranchLine[]): string => lines.map(({ id }) => id).join('');

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

const branch = (id: string, title: string, done = false): Build['branches'][number] => ({
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
const BUILD: Build = {
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
  spent: { calls: 0, cost: 0, unpriced: 0 },
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

const server = serverForTests();
const ADDRESS = '*/api/v1/ai/flow-builder/conversations';

beforeEach(() => {
  open(null);
  // The browser's list of fonts, which fields that grow listen to.
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
});

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
    expect(assembled(both)?.nodes.start?.options.map(({ label }) => label)).toEqual(['A', 'B']);
    expect(Object.keys(assembled(both)?.nodes ?? {})).toHaveLength(3);
    expect(assembled({ ...both, branches: both.branches.slice(0, 1) })?.root_id).toBe('b1-1');
    expect(assembled(BUILD)).toBeNull();
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

describe('the foundation', () => {
  const stage = (begun: (build: Build) => void) =>
    show(<FoundationStage begun={begun} next={() => undefined} />);

  beforeEach(() => server.use(http.get('*/api/v1/flows/categories', () => HttpResponse.json([]))));

  it('sends symptoms line by line, and nothing without a name', async () => {
    let sent: unknown = null;
    server.use(
      http.post(ADDRESS, async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(BUILD, { status: 201 });
      }),
    );
    let begun = 0;
    stage(() => {
      begun += 1;
    });
    const user = userEvent.setup();
    await user.type(screen.getByRole('textbox', { name: 'Symptoms' }), ' no paper {enter}{enter}beeps');
    await user.click(screen.getByRole('button', { name: /Propose branches/ }));
    expect(await screen.findByText('Give the flow a name.')).toBeInTheDocument();
    expect(sent).toBeNull();
    await user.type(screen.getByRole('textbox', { name: /What is the flow called/ }), 'Printer');
    await user.click(screen.getByRole('button', { name: /Propose branches/ }));
    await waitFor(() => expect(begun).toBe(1));
    expect(sent).toMatchObject({ name: 'Printer', symptoms: ['no paper', 'beeps'], audience: 'l1' });
  });

  it('keeps what was typed on this device until the flow is begun', async () => {
    const first = stage(() => undefined);
    await userEvent.type(screen.getByRole('textbox', { name: /What is the flow called/ }), 'VPN');
    first.unmount();
    stage(() => undefined);
    expect(screen.getByRole('textbox', { name: /What is the flow called/ })).toHaveValue('VPN');
  });

  it('says why when the plan is used up', async () => {
    server.use(
      http.post(ADDRESS, () => problem(429, 'quota_spent', { detail: 'It begins anew on 1 December.' })),
    );
    stage(() => undefined);
    await userEvent.type(screen.getByRole('textbox', { name: /What is the flow called/ }), 'VPN');
    await userEvent.click(screen.getByRole('button', { name: /Propose branches/ }));
    expect(await screen.findByText('It begins anew on 1 December.')).toBeInTheDocument();
  });
});

describe('proposing branches', () => {
  it('tells what failed, that nothing is lost, and lets the playbook go on', async () => {
    const asked: string[] = [];
    let turned = 0;
    show(
      <ScaffoldStage
        build={{ ...BUILD, failure: 'overloaded' }}
        source="model"
        propose={(source) => asked.push(source)}
        proposing={false}
        error={null}
        toPlaybook={() => {
          turned += 1;
        }}
        back={() => undefined}
        next={() => undefined}
      />,
    );
    expect(screen.getByRole('alert')).toHaveTextContent(/too much to do.*Nothing that you wrote/);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await userEvent.click(screen.getByRole('button', { name: 'Go on with the playbook' }));
    expect(asked).toEqual(['model', 'playbook']);
    expect(turned).toBe(1);
  });

  it('shows a change made elsewhere, with both ways out', async () => {
    server.use(
      http.patch(`${ADDRESS}/${BUILD.id}`, () => problem(412, 'conversation_changed')),
      http.get(`${ADDRESS}/${BUILD.id}`, () =>
        HttpResponse.json({ ...BUILD, version: 4, question: 'Which light is on?' }),
      ),
    );
    show(
      <ScaffoldStage
        build={BUILD}
        source="playbook"
        propose={() => undefined}
        proposing={false}
        error={null}
        back={() => undefined}
        next={() => undefined}
      />,
    );
    const question = screen.getByRole('textbox', { name: 'First question' });
    await userEvent.type(question, ' Mine');
    expect(await screen.findByText(/Changed elsewhere/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Reload theirs' }));
    await waitFor(() => expect(question).toHaveValue('Which light is on?'));
  });
});
