import { defineStrings } from '@/lib/strings';

export const strings = defineStrings('home-day', {
  myDay: 'My day',
  open: 'open',
  waiting: 'waiting',
  due_one: '1 is due',
  due_other: '{{count}} are due',
  resolved: 'resolved today',
  escalated: 'escalated today',
  queue: 'The desk',
  tickets_one: 'ticket to do',
  tickets_other: 'tickets to do',
  unassigned: 'with nobody',
  urgent: 'urgent',
  escalations_one: 'escalation to take',
  escalations_other: 'escalations to take',
  often: 'Flows that often end in escalation',
  oftenHelp: 'Of the walks begun in the last {{days}} days. A better step here saves the most.',
  oftenRow: '{{escalated}} of {{walks}} walks',
});
