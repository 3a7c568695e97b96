export const QUICK = ['inAnHour', 'tomorrow', 'nextMonday'] as const;
export type Quick = (typeof QUICK)[number];

const MORNING = 9;
const MONDAY = 1;

function twoDigits(number: number): string {
  return `${number}`.padStart(2, '0');
}

/** A moment of the device's own clock, as a field for date and time holds it. */
function asField(moment: Date): string {
  const day = [moment.getFullYear(), twoDigits(moment.getMonth() + 1), twoDigits(moment.getDate())].join('-');
  return `${day}T${twoDigits(moment.getHours())}:${twoDigits(moment.getMinutes())}`;
}

/** An hour from now, or nine o'clock of the next day or Monday. */
export function quickMoment(name: Quick, now: Date): string {
  const moment = new Date(now);
  if (name === 'inAnHour') {
    moment.setMinutes(moment.getMinutes() + 60);
    return asField(moment);
  }
  const days = name === 'tomorrow' ? 1 : (MONDAY + 7 - moment.getDay()) % 7 || 7;
  moment.setDate(moment.getDate() + days);
  moment.setHours(MORNING, 0);
  return asField(moment);
}
