import { defineStrings } from '@/lib/strings';

/** Words of walks whose questions are made while they are walked. */
export const building = defineStrings('walk-building', {
  byModel: 'A model made these steps, and nobody has reviewed them. Trust your own judgement over them.',
  byPlaybook:
    'These steps are from the built-in library, which people wrote. Nobody has reviewed them for this case.',
  byBoth:
    'A model made some of these steps, and nobody has reviewed them. The others are from the built-in library, which people wrote.',
  endedModel: 'A model made these steps.',
  endedPlaybook: 'These steps were from the built-in library, which people wrote.',
  endedBoth:
    'A model made some of these steps; the others were from the built-in library, which people wrote.',
  stepsBy: 'Steps by',
  left_one: '{{count}} of {{of}} questions left',
  left_other: '{{count}} of {{of}} questions left',
  leftNone: 'All {{of}} questions are answered',
  cost: '{{cost}} so far',
  costUnknown: 'price not known',
  calls_one: '{{count}} call',
  calls_other: '{{count}} calls',
  sends_all:
    'Sent to it: the problem, your answers and their notes. Secrets that are recognised are masked first.',
  sends_answers: 'Sent to it: your answers. The problem and your notes stay here.',
  leansOn: 'From your own knowledge',
  looking:
    'Looking for a flow. Where none fits, the first question is worked out, which can take some seconds.',
  makingFirst: 'Working out the first question…',
  makingNext: 'Working out the next question…',
  makingByPlaybook: 'Looking for the next question in the playbook…',
  answered: 'You answered “{{label}}” to “{{question}}”.',
  meanwhile: 'You can write notes meanwhile.',
  longer:
    'It takes longer than usual. Your answers are kept: leave and come back whenever you like, or escalate.',
  stuckFirst: 'The first question could not be worked out',
  stuckNext: 'The next question could not be worked out',
  stuckUnknown: 'It came to nothing. Your answers and notes are kept.',
  resets: 'The plan begins anew {{when}}.',
  another: 'Another step instead',
  reported: 'Reported as wrong',
  reportedBy: '{{name}}: {{text}}',
  shouldSay: 'Should say: {{text}}',
  reportDone: 'Done',
  reportDoneBy: 'Done by {{name}}',
  markDone: 'Mark as done',
  doneNote: 'What was done, for whoever reported it (optional)',
  isDone: 'Marked as done. Whoever reported it is told.',
  reopen: 'Put back to do',
  group: 'Going on',
  again: 'Try again',
  withPlaybook: 'Go on with the playbook (no AI)',
  keepNotes: 'Go on with notes only',
  helpful: 'Did the steps help?',
  notesOnly: 'Going on with notes',
  notesOnlyHelp: 'Keep notes as you go. Resolve or escalate when you are done.',
});
