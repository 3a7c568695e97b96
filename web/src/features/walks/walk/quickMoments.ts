export const QUICK = ['inHalfAnHour', 'inAnHour', 'thisAfternoon', 'tomorrow', 'nextMonday'] as const;
export type Quick = (typeof QUICK)[number];

const MORNING = 9;
const AFTERNOON = 15;
const MONDAY = 1;

function twoDigits(number: number): string {
  return `${number}`.padStart(2, '0');
}

/** A moment of the device's own clock, as a field for date and time holds it. */
function asField(moment: Date): string {
  const day = [moment.getFullYear(), twoDigits(moment.getMonth() + 1), twoDigits(moment.getDate())].join('-');
  return `${day}T${twoDigits(moment.getHours())}:${twoDigits(moment.getMinutes())}`;
}

/** The choices that make sense now: in the afternoon there is no later one. */
export function quickChoices(now: Date): Quick[] {
  return QUICK.filter((name) => name !== 'thisAfternoon' || now.getHours() < AFTERNOON);
}

/** Half an hour or an hour from now, three in the afternoon, or nine o'clock of the next day or Monday. */
export function quickMoment(name: Quick, now: Date): string {
  const moment = new Date(now);
  const minutes = { inHalfAnHour: 30, inAnHour: 60 }[name as string];
  if (minutes !== undefined) {
    moment.setMinutes(moment.getMinutes() + minutes);
    return asField(moment);
  }
  if (name === 'thisAfternoon') {
    moment.setHours(AFTERNOON, 0);
    return asField(moment);
  }
  const days = name === 'tomorrow' ? 1 : (MONDAY + 7 - moment.getDay()) % 7 || 7;
  moment.setDate(moment.getDate() + days);
  moment.setHours(MORNING, 0);
  return asField(moment);
}
