import type { Option } from '@/api/flows';
import { strings } from './strings';

type Evidence = NonNullable<Option['evidence']>;

function rangeInWords({ min, max }: Evidence): string {
  const isNumber = (bound: unknown): bound is number => typeof bound === 'number';
  if (isNumber(min) && isNumber(max)) return strings.text('range_both', { min, max });
  if (isNumber(min)) return strings.text('range_min', { min });
  return isNumber(max) ? strings.text('range_max', { max }) : '';
}

/** What an answer asks for as proof, in words. */
export function evidenceInWords(evidence: Evidence): string {
  if (evidence.kind === 'picture') return strings.text('proof_picture');
  if (evidence.kind === 'number') return strings.text('proof_number', { range: rangeInWords(evidence) });
  return evidence.regex
    ? strings.text('proof_text', { pattern: evidence.regex })
    : strings.text('proof_textAny');
}
