/** Times as a person reads them: in their own zone, which is the browser's until their profile names one. */

let chosenZone: string | undefined;

export function setTimeZone(zone: string | null | undefined): void {
  chosenZone = zone ?? undefined;
}

export function timeZone(): string {
  return chosenZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(undefined, { ...options, timeZone: timeZone() });
}

/** Date, time and zone in full, for titles and the audit log. */
export function exactTime(iso: string): string {
  return formatter({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

export function exactTimeWithZone(iso: string): string {
  return `${exactTime(iso)} (${timeZone()})`;
}

/** The time now, as on a clock. */
export function clockTime(now: number = Date.now()): string {
  return formatter({ timeStyle: 'short' }).format(new Date(now));
}

export function exactDate(iso: string): string {
  return formatter({ dateStyle: 'medium' }).format(new Date(iso));
}

/** "3 min ago", "2 h ago"; from a week on the date. `now` in milliseconds. */
export function relativeTime(iso: string, now: number = Date.now()): string {
  const distance = new Date(iso).getTime() - now;
  const size = Math.abs(distance);
  if (size >= 7 * DAY) return exactDate(iso);
  const format = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' });
  if (size < MINUTE) return format.format(0, 'minute');
  if (size < HOUR) return format.format(Math.round(distance / MINUTE), 'minute');
  if (size < DAY) return format.format(Math.round(distance / HOUR), 'hour');
  return format.format(Math.round(distance / DAY), 'day');
}

/** `90` → "1 h 30 min". */
export function minutesInWords(minutes: number): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
