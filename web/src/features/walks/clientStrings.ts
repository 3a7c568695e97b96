import { defineStrings } from '@/lib/strings';

/** Words about the client beside a walk and beside the intake box. */
export const clientStrings = defineStrings('walk-client', {
  group: 'Client',
  fold: 'Show or hide what is known about the client',
  nothing: 'Nothing is known about this client yet.',
  edit: 'Edit',
  done: 'Done',
  openClient: 'Open the client',
  notes: 'Notes about the client',
  notesHint: 'Anything else worth knowing before touching something',
  forClient: '{{name}}’s version',
  forTheClient: 'The client’s version',
  lookAlikes: 'Solved before',
  openLookAlike: 'Open the most alike',
  history: 'Last tickets of {{name}}',
  historyNone: 'No tickets of this client yet.',
  openHistory: 'Open the client’s last ticket',
  sameClient: 'Same client',
  by: '{{name}}, {{when}}',
  noWords: 'Resolved without a note.',
  open: 'Open',
  in_progress: 'In progress',
  waiting: 'Waiting',
  escalated: 'Escalated',
  resolved: 'Resolved',
  closed: 'Closed',
});
