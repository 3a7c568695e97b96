import { expect, test } from 'vitest';
import type { NodeServed } from '@/api/walks';
import { hintsOf } from './hints';

const options = [
  { id: 'a', label: 'The cable: loose' },
  { id: 'b', label: 'The cable' },
  { id: 'c', label: 'Not sure' },
] as NodeServed['options'];

test('what help says about an answer stands with the answer, and the rest stays help', () => {
  const help = 'Ask first.\nThe cable: Loose or torn.\nThe cable: loose: It wobbles.\nThe plug: out.';
  const found = hintsOf({ help, options });
  expect([...found.hints]).toEqual([
    ['b', 'Loose or torn.'],
    ['a', 'It wobbles.'],
  ]);
  expect(found.help).toBe('Ask first.\nThe plug: out.');
});

test('help that speaks of no answer is left as it is', () => {
  expect(hintsOf({ help: 'Because: it began today.', options })).toEqual({
    hints: new Map(),
    help: 'Because: it began today.',
  });
  expect(hintsOf({ help: null, options }).help).toBe('');
});
