import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Branch, Build } from '@/api/builder';
import type { Tree } from '@/api/flows';
import { show } from '@/test/render';
import { serverForTests } from '@/test/server';
import { open } from './store';
import { BUILD, branch } from './testBuild';
import { Wizard } from './Wizard';

const server = serverForTests();
const ADDRESS = '*/api/v1/ai/flow-builder/conversations';

beforeEach(() => {
  open(null);
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
});

const failed = (id: string, title: string, failure: string): Branch => ({ ...branch(id, title), failure });

function goOnWith(branches: Branch[], more: Partial<Build> = {}): Build {
  const build: Build = { ...BUILD, status: 'detailing', ...more, branches };
  server.use(
    http.get(`${ADDRESS}/${build.id}`, () => HttpResponse.json(build)),
    http.get('*/api/v1/ai/quota', () => HttpResponse.json(build.quota)),
    http.get('*/api/v1/ai/estimate', () => HttpResponse.json(null)),
  );
  show(<Wizard run={build.id} begun={() => undefined} saved={() => undefined} close={() => undefined} />);
  return build;
}

describe('a branch that the playbook does not know', () => {
  const done = branch('b1', 'No power', true);
  const unknown = failed('b2', 'Badge reader beeps', 'no_playbook');

  async function sentBy(press: () => Promise<void>): Promise<Tree> {
    let sent: { tree: Tree } | null = null;
    const build = goOnWith([done, unknown]);
    const made = { ...build, branches: [done, { ...unknown, failure: null, tree: done.tree }] };
    server.use(
      http.patch(`${ADDRESS}/${build.id}/branches/b2`, async ({ request }) => {
        sent = (await request.json()) as { tree: Tree };
        return HttpResponse.json(made);
      }),
    );
    await userEvent.click(await screen.findByRole('button', { name: /Badge reader beeps/ }));
    expect(screen.getByRole('alert')).toHaveTextContent(/Write it by hand here, leave it as a hand-over/);
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    await press();
    expect(await screen.findByRole('button', { name: /Go on to the review/ })).toBeEnabled();
    if (sent === null) throw new Error('nothing was sent');
    return (sent as { tree: Tree }).tree;
  }

  it('is left as a hand-over with one click, and the flow goes on to the review', async () => {
    const tree = await sentBy(() =>
      userEvent.click(screen.getByRole('button', { name: 'Leave it as a hand-over' })),
    );
    expect(Object.values(tree.nodes).map(({ type }) => type)).toEqual(['escalation']);
  });

  it('is written by hand, one thing to do on each line', async () => {
    const tree = await sentBy(async () => {
      expect(screen.getByRole('button', { name: 'Make steps of these lines' })).toBeDisabled();
      await userEvent.click(screen.getByRole('textbox', { name: /Or write it by hand/ }));
      await userEvent.paste('Reseat the cable\nRestart the reader');
      await userEvent.click(screen.getByRole('button', { name: 'Make steps of these lines' }));
    });
    expect(Object.values(tree.nodes).filter(({ type }) => type === 'action')).toHaveLength(2);
  });
});

describe('all that is left is unknown to the playbook', () => {
  it('goes on with one press: each is left as a hand-over', async () => {
    const saved: string[] = [];
    const left = [failed('b1', 'Badge reader', 'no_playbook'), failed('b2', 'Parrot', 'no_playbook')];
    const build = goOnWith(left, { source: 'playbook' });
    server.use(
      http.patch(`${ADDRESS}/${build.id}/branches/:id`, ({ params }) => {
        saved.push(String(params.id));
        const branches = left.map((one) =>
          saved.includes(one.id) ? { ...branch(one.id, one.title, true), version: 2 } : one,
        );
        return HttpResponse.json({ ...build, branches });
      }),
    );
    expect(await screen.findByRole('button', { name: /Leave the other 2 as hand-overs/ })).toBeEnabled();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: /Leave the other 2 as hand-overs/ }));
    expect(await screen.findByRole('button', { name: /Go on to the review/ })).toBeEnabled();
    expect(saved).toEqual(['b1', 'b2']);
  });
});

describe('the same steps made again', () => {
  it('are said to be the same, and the remark stays', async () => {
    const there = branch('b1', 'No power', true);
    const build = goOnWith([there], { source: 'playbook' });
    server.use(
      http.post(`${ADDRESS}/${build.id}/branches/b1/detail`, () =>
        HttpResponse.json({ ...build, branches: [{ ...there, version: 2 }] }),
      ),
    );
    await userEvent.click(await screen.findByRole('button', { name: /Detail/ }));
    const wanted = await screen.findByRole('textbox', { name: 'What should be different?' });
    expect(wanted).toHaveAccessibleDescription(/The playbook follows “shorter”/);
    await userEvent.click(wanted);
    await userEvent.paste('ask about the cable first');
    await userEvent.click(screen.getByRole('button', { name: 'Do it again' }));
    expect(await screen.findByText(/^The same steps came back: the playbook follows/)).toBeVisible();
    expect(wanted).toHaveValue('ask about the cable first');
  });
});

describe('one reason for many branches', () => {
  const refused = [failed('b1', 'No power', 'misconfigured'), failed('b2', 'Paper jam', 'misconfigured')];
  const quota = { ...BUILD.quota, trouble: 'misconfigured' as const };

  it('is said once, with one way to try again', async () => {
    goOnWith(refused, { source: 'model', quota });
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(1));
    expect(screen.getAllByText(/The provider refuses the key or the model/)).toHaveLength(1);
    expect(screen.getAllByRole('button', { name: 'Try again' })).toHaveLength(1);
    expect(screen.getAllByRole('button', { name: 'Go on with the playbook' })).toHaveLength(2);
  });

  it('offers the playbook first where asking again can’t help', async () => {
    goOnWith([failed('b1', 'No power', 'budget')], { source: 'model' });
    const alert = await screen.findByRole('alert');
    const names = [...alert.querySelectorAll('button')].map(({ textContent }) => textContent);
    expect(names).toEqual(['Go on with the playbook', 'Try again']);
  });
});
