import { fireEvent, screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeAll, expect, it } from 'vitest';
import { show } from '@/test/render';
import { serverForTests } from '@/test/server';
import { EvidenceFields } from './EvidenceFields';

const server = serverForTests();
const EVIDENCE = { kind: 'text' as const, regex: '(?<=a)b' };

// Fields that grow with their text listen for fonts, which this document does not have.
beforeAll(() => void Object.defineProperty(document, 'fonts', { value: new EventTarget() }));

function tryIt(answer: () => Response): unknown[] {
  const asked: unknown[] = [];
  server.use(
    http.post('*/api/v1/flows/try-evidence', async ({ request }) => {
      asked.push(await request.json());
      return answer();
    }),
  );
  show(<EvidenceFields evidence={EVIDENCE} onChange={() => {}} />);
  fireEvent.change(screen.getByLabelText('Try it'), { target: { value: 'ab' } });
  return asked;
}

it('asks the server, whose engine judges on a walk too, and says what proves the answer', async () => {
  const asked = tryIt(() => HttpResponse.json({ words: 'b', problem: null }));
  expect(await screen.findByText('Proves the answer: “b”')).toBeVisible();
  expect(asked).toEqual([{ evidence: EVIDENCE, pasted: 'ab' }]);
});

it('says in the server’s words what is wrong with a pattern that this browser would take', async () => {
  tryIt(() => HttpResponse.json({ words: null, problem: 'invalid perl operator: (?<' }));
  expect(await screen.findByText('The pattern can’t be used: invalid perl operator: (?<')).toBeVisible();
});

it('says so when it can’t be tried', async () => {
  tryIt(() => HttpResponse.json({ error: 'fault', title: 'Fault', status: 422 }, { status: 422 }));
  expect(await screen.findByText(/can’t be tried now/)).toBeVisible();
});
