import { expect, test } from 'vitest';
import { firstSentence } from './headline';

const SUBJECT =
  'Hand over to the second line: Password forgotten (It has expired, since e.g. 30 days or 2. May).';

test.each([
  ['Escalate. At once.', 'Escalate. At once.', ''],
  [`${SUBJECT} Not solved yet. Give them: the name.`, SUBJECT, 'Not solved yet. Give them: the name.'],
  [`${SUBJECT.slice(0, -1)}\n\nThen ring.`, SUBJECT.slice(0, -1), 'Then ring.'],
  [SUBJECT, SUBJECT, ''],
])('of %s the headline is %s', (text, first, rest) => {
  expect(firstSentence(text)).toEqual({ first, rest });
});
