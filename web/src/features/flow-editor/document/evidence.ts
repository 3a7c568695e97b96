import type { Evidence } from '@/lib/tree/types';

export type Proof = { kind: 'found'; words: string } | { kind: 'not' } | { kind: 'bad' };

const NUMBER = /[-+]?\d+(?:[.,]\d+)?/;
const LONGEST = 20_000;

/** A pattern as the browser runs it: the server's has its switches in front, as in `(?i)`. */
function compiled(pattern: string): RegExp | null {
  const [, switches = '', rest = ''] = /^(?:\(\?([ims]+)\))?([\s\S]*)$/.exec(pattern) ?? [];
  try {
    return new RegExp(rest.replaceAll('(?P<', '(?<'), [...new Set(switches)].join(''));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What of a pasted text proves the answer, as the walk will see it; a help for writing, the server's word counts. */
export function proofIn(evidence: Evidence, pasted: string): Proof {
  const text = pasted.slice(0, LONGEST);
  if (evidence.kind === 'text' && !evidence.regex) return { kind: 'not' };
  const pattern = evidence.regex ? compiled(evidence.regex) : NUMBER;
  if (pattern === null) return { kind: 'bad' };
  const found = pattern.exec(text);
  if (found === null) return { kind: 'not' };
  if (evidence.kind === 'text') return { kind: 'found', words: found[0].slice(0, 200) };
  const digits = NUMBER.exec(found[1] ?? found[0]);
  const value = digits ? Number(digits[0].replace(',', '.')) : Number.NaN;
  return within(evidence, value) ? { kind: 'found', words: found[0].slice(0, 200) } : { kind: 'not' };
}

const within = ({ min, max }: Evidence, value: number): boolean =>
  !Number.isNaN(value) &&
  (typeof min !== 'number' || value >= min) &&
  (typeof max !== 'number' || value <= max);
