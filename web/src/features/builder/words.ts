import { clockTime, exactDate, exactTime } from '@/lib/time';
import { strings } from './strings';

const DAY = 24 * 3_600_000;

const dateOf = (at: number): string => exactDate(new Date(at).toISOString());

/** Until when something is kept: "today 16:05", "tomorrow 14:05", else the whole date. */
export function untilInWords(iso: string, now: number = Date.now()): string {
  const at = new Date(iso).getTime();
  const time = clockTime(at);
  if (dateOf(at) === dateOf(now)) return strings.text('until_today', { time });
  if (dateOf(at) === dateOf(now + DAY)) return strings.text('until_tomorrow', { time });
  return exactTime(iso);
}

function dollars(amount: number, digits: number): string {
  const format = { style: 'currency', currency: 'USD' } as const;
  return new Intl.NumberFormat('en-US', {
    ...format,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount);
}

export const tokensInWords = (tokens: number): string => new Intl.NumberFormat('en-US').format(tokens);

/** Dollars as people read them: small ones with four figures after the point, so that they are seen to grow. */
export function costInWords(amount: number): string {
  if (amount === 0) return dollars(0, 2);
  if (amount < 0.0001) return strings.text('lessThan', { amount: dollars(0.0001, 4) });
  return dollars(amount, amount < 0.1 ? 4 : 2);
}
