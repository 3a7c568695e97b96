import { defineStrings } from '@/lib/strings';

export const strings = defineStrings('escalate', {
  goesTo: 'Goes to {{names}}.',
  goesToDefaults: 'Goes to {{names}}, whom your account tells of escalations.',
  goesToNobody:
    'Nobody will be told: your account has no default recipients. Choose somebody. It stands in the inbox either way.',
  and: 'and',
  noSuchPerson: 'Nobody by that name',
  stillEmpty: 'Still empty:',
  fillOrSay: 'Fill in what you know, or say why it goes on without.',
  escalateAnyway: 'Escalate anyway',
  keptFromBefore: 'Unsent text kept.',
  startAfresh: 'Clear',
  asksFor: 'To be handed over: {{what}}',
  maskedHint: 'Passwords and keys are masked when it is sent.',
});
