import { defineStrings } from '@/lib/strings';

export const strings = defineStrings('audit', {
  audit: 'Audit log',
  intro: 'Who did what, when. Nothing here can be changed.',
  notAllowed: 'Admins and owners read the audit log. Your role is {{role}}: ask one of them.',
  when: 'When',
  who: 'Who',
  what: 'What',
  details: 'Details',
  somebody: 'Somebody removed',
  action: 'Action',
  anyAction: 'Any action',
  person: 'Person',
  anybody: 'Anybody',
  from: 'From',
  to: 'To',
  clear: 'Clear the filters',
  nothing: 'Nothing was done that fits these filters.',
  empty: 'Nothing has been done yet.',
});
