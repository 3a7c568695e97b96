import { timeZone } from '@/lib/time';

/** The moment at which `day` (2026-11-21) begins in the person's zone, as ISO text. */
export function startOfDay(day: string, zone: string = timeZone()): string {
  const asIfUtc = Date.parse(`${day}T00:00:00Z`);
  const first = asIfUtc - offsetAt(asIfUtc, zone);
  // Once more, for days on which the clock changes between the two moments.
  return new Date(asIfUtc - offsetAt(first, zone)).toISOString();
}

export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 3_600_000).toISOString().slice(0, 10);
}

/** How far `zone` is ahead of UTC at `moment`, in milliseconds. */
function offsetAt(moment: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const value = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const local = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
  return local - Math.floor(moment / 1_000) * 1_000;
}
