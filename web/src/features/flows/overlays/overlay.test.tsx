import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRouter, RouterProvider } from '@tanstack/react-router';
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { meKey } from '@/api/me';
import { clearDraft } from '@/lib/drafts';
import { rootRoute, shellRoute } from '@/lib/feature';
import { show } from '@/test/render';
import { problem, serverForTests } from '@/test/server';
import { overlayRoute, overlaysRoute } from './routes';

const server = serverForTests();
// A field that grows with its text listens for fonts, which jsdom has not.
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
const PATH = '*/api/v1/flows/f1/overlays/c1';

const node = (id: string, text: string, options: object[] = []) => ({
  id,
  type: options.length ? 'action' : 'resolution',
  text,
  options,
  citations: [],
  needs_review: false,
  made_by: 'person',
});
const tree = {
  root_id: 'a',
  nodes: {
    a: node('a', 'Restart it.', [{ id: 'ok', label: 'Done', next_id: 'b' }]),
    b: node('b', 'It works.'),
  },
};

const overlay = (more: object = {}) => ({
  id: 'o1',
  flow_id: 'f1',
  flow_title: 'VPN',
  client_id: 'c1',
  client_name: 'Contoso',
  number: 1,
  steps: 1,
  drift_count: 0,
  in_force: 'all',
  note: '',
  saved_at: null,
  author: null,
  version: 3,
  flow_version: 2,
  changes: { b: { text: 'Contoso works.', help: null, options: {} } },
  drift: [] as object[],
  findings: [],
  ...more,
});

interface Sent {
  tag: string | null;
  body: { changes: Record<string, { text?: string }>; settled: string[] };
}

/** The page of the overlay as the server has it; what is saved is noted, and answered as `answer` says. */
async function open(shown: object, answer = (sent: Sent): object | Response => ({ ...shown, ...sent.body })) {
  const sent: Sent[] = [];
  server.use(
    http.get('*/api/v1/flows/f1', () => HttpResponse.json({ id: 'f1', title: 'VPN', tree })),
    http.get(PATH, () => HttpResponse.json(shown)),
    http.post('*/api/v1/flows/f1/overlays/try', () => HttpResponse.json({ ok: true, findings: [] })),
    http.put(PATH, async ({ request }) => {
      const one = { tag: request.headers.get('if-match'), body: (await request.json()) as Sent['body'] };
      sent.push(one);
      const said = answer(one);
      return said instanceof Response ? said : HttpResponse.json(said);
    }),
  );
  const router = createRouter({
    routeTree: rootRoute.addChildren([shellRoute.addChildren([overlayRoute, overlaysRoute])]),
    history: createMemoryHistory({ initialEntries: ['/flows/f1/clients/c1'] }),
    context: { enter: async () => undefined } as never,
  });
  const { client } = show(null);
  client.setQueryData(meKey, { id: 'u1', permissions: ['edit_flows', 'use_tickets', 'read_library'] });
  cleanup();
  const page = show(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  await act(() => router.load());
  await screen.findByRole('button', { name: /^Save/ });
  return { sent, page };
}

const save = () => screen.getByRole('button', { name: /^Save/ });

async function changeRestart(words: string): Promise<void> {
  const row = await screen.findByRole('treeitem', { name: /Restart it/ });
  await userEvent.click(row.querySelector('[data-line]') ?? row);
  await userEvent.type(await screen.findByRole('textbox', { name: 'Text for Contoso' }), words);
}

describe('a client’s version of a flow', () => {
  beforeEach(() => clearDraft('overlay:o1'));

  it('shows the flow as the client’s walks follow it, and sends all changes with the version seen', async () => {
    const { sent } = await open(overlay());
    expect(await screen.findByRole('treeitem', { name: /Contoso works/ })).toBeVisible();
    expect(save()).toBeDisabled();
    await changeRestart('Sign out.');
    expect(screen.getByRole('treeitem', { name: /Sign out/ })).toBeVisible();
    await userEvent.click(save());
    expect(sent[0]?.tag).toBe('"3"');
    expect(Object.keys(sent[0]?.body.changes ?? {}).sort()).toEqual(['a', 'b']);
    expect(sent[0]?.body.changes.a?.text).toBe('Sign out.');
  });

  it('settles a step that changed in the flow by keeping the client’s', async () => {
    const drift = [{ node_id: 'b', state: 'changed', was: node('b', 'It worked.'), now: tree.nodes.b }];
    const { sent } = await open(overlay({ drift, drift_count: 1 }));
    const list = screen.getByRole('region', { name: '1 step changed under Contoso’s version' });
    expect(within(list).getByText('It worked.')).toBeVisible();
    await userEvent.click(within(list).getByRole('button', { name: 'Keep Contoso’s' }));
    await userEvent.click(save());
    expect(sent[0]?.body.settled).toEqual(['b']);
    expect(Object.keys(sent[0]?.body.changes ?? {})).toEqual(['b']);
  });

  it('settles it by taking the flow’s', async () => {
    const drift = [{ node_id: 'b', state: 'step_gone', was: node('b', 'It worked.'), now: null }];
    const { sent } = await open(overlay({ drift, drift_count: 1 }));
    await userEvent.click(screen.getByRole('button', { name: 'Take the change away' }));
    await userEvent.click(save());
    expect(sent[0]?.body.changes).toEqual({});
  });

  it('keeps what was typed when somebody saved meanwhile, and saves it over theirs when told to', async () => {
    const { sent } = await open(overlay(), ({ tag, body }) =>
      tag === '"3"' ? problem(412, 'overlay_changed') : { ...overlay({ version: 5 }), ...body },
    );
    await changeRestart('Sign out.');
    await userEvent.click(save());
    expect(await screen.findByText(/Somebody saved another version for Contoso/)).toBeVisible();
    server.use(http.get(PATH, () => HttpResponse.json(overlay({ version: 4 }))));
    await userEvent.click(screen.getByRole('button', { name: 'Save mine over it' }));
    await expect.poll(() => sent.map((one) => one.tag)).toEqual(['"3"', '"4"']);
    expect(sent[1]?.body.changes.a?.text).toBe('Sign out.');
  });

  it('is there again, unsaved, after the page was left', async () => {
    const first = await open(overlay());
    await changeRestart('Sign out.');
    first.page.unmount();
    await open(overlay());
    expect(await screen.findByRole('treeitem', { name: /Sign out/ })).toBeVisible();
    expect(save()).toBeEnabled();
  });
});
