import { QueryClient } from '@tanstack/react-query';
import { HttpResponse, http } from 'msw';
import { expect, it } from 'vitest';
import { serverForTests } from '@/test/server';
import { keepNotes } from './steps';
import { type Walk, walkKey, walkQuery } from './walks';

const server = serverForTests();
const asked = { id: 'w', version: 4, walk_notes: ['Rang'], notes_version: 1 } as unknown as Walk;
const answered: Walk = { ...asked, version: 5, step_count: 1 };

/** Reads the walk while `meanwhile` is done; the server answers with what it was before. */
async function readAs(found: Walk, meanwhile: (client: QueryClient) => void): Promise<Walk> {
  const client = new QueryClient();
  client.setQueryData(walkKey('w'), asked);
  let release = (): void => undefined;
  const released = new Promise<void>((go) => {
    release = go;
  });
  server.use(
    http.get('*/api/v1/l1/sessions/w', async () => {
      await released;
      return HttpResponse.json(found);
    }),
  );
  const reading = client.fetchQuery({ ...walkQuery('w'), staleTime: 0 });
  meanwhile(client);
  release();
  await reading;
  return client.getQueryData<Walk>(walkKey('w')) as Walk;
}

it('an answer given while the walk was read is not taken back by what was read', async () => {
  const known = await readAs(asked, (client) => client.setQueryData(walkKey('w'), answered));
  expect(known).toMatchObject({ version: 5, step_count: 1 });
});

it('notes saved while the walk was read stay', async () => {
  const known = await readAs(asked, (client) => keepNotes(client, 'w', ['Rang', 'Back at 2'], 2));
  expect(known).toMatchObject({ notes_version: 2, walk_notes: ['Rang', 'Back at 2'] });
});

it('what was read is believed when nothing happened meanwhile, even where it is older', async () => {
  expect(await readAs({ ...asked, version: 3 }, () => undefined)).toMatchObject({ version: 3 });
});
