import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Build } from '@/api/builder';
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

function goOnWith(build: Build): void {
  server.use(
    http.get(`${ADDRESS}/${build.id}`, () => HttpResponse.json(build)),
    http.get('*/api/v1/ai/quota', () => HttpResponse.json(build.quota)),
    http.get('*/api/v1/ai/estimate', () => HttpResponse.json(null)),
    http.post('*/api/v1/flows/validate', () => HttpResponse.json([])),
  );
  show(<Wizard run={build.id} begun={() => undefined} saved={() => undefined} close={() => undefined} />);
}

describe('a flow whose day is over', () => {
  it('can be saved with what is there, and has nothing more made for it', async () => {
    goOnWith({
      ...BUILD,
      status: 'expired',
      saveable_until: '2026-11-29T14:05:00Z',
      branches: [branch('b1', 'No power', true), branch('b2', 'Paper jam')],
    });
    expect(await screen.findByText(/Its day is over: nothing more is made for it/)).toBeVisible();
    expect(screen.getByRole('button', { name: /Save as draft/ })).toBeEnabled();
    for (const name of [/Propose/, /Work/, /Do it again/, 'Back']) {
      expect(screen.queryByRole('button', { name })).toBeNull();
    }
  });
});

describe('a branch that was changed by hand', () => {
  const mine: Build = {
    ...BUILD,
    status: 'detailing',
    branches: [{ ...branch('b1', 'No power', true), detailed_by: 'person' }, branch('b2', 'Paper jam')],
  };

  it('is made again only after a second word', async () => {
    const sent: unknown[] = [];
    server.use(
      http.post(`${ADDRESS}/${mine.id}/branches/b1/detail`, async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json(mine);
      }),
    );
    goOnWith(mine);
    await userEvent.click(await screen.findByRole('button', { name: 'Do it again' }));
    expect(screen.getByRole('button', { name: 'Keep mine' })).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: 'Keep mine' }));
    expect(sent).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Do it again' }));
    await userEvent.click(screen.getByRole('button', { name: 'Replace it' }));
    await waitFor(() => expect(sent).toHaveLength(1));
  });

  it('says before, when too few calls are left for the others', async () => {
    goOnWith({
      ...mine,
      source: 'model',
      spent: { calls: 40, counted: 40, cost: 0.01, unpriced: 0, tokens: 9 },
    });
    expect(await screen.findByText(/^0 calls are left for this flow, too few for that/)).toBeVisible();
  });
});
