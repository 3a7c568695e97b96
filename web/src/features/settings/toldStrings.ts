import { defineStrings } from '@/lib/strings';

export const strings = defineStrings('told', {
  intro: 'You are never told of what you did yourself. In the app, notifications stay for 90 days.',
  noMail:
    'This installation sends no mail, because no mail server is set up. What you choose here holds from the day there is one.',
  table: 'What you are told',
  what: 'What happens',
  inApp: 'In the app',
  byMail: 'By mail',
  many: 'At most five mails in ten minutes; the rest comes together in one.',
  saved: 'Saved.',
  changed: 'You changed this somewhere else meanwhile. Here is what is saved now; make your change again.',
  escalated: 'A walk is escalated to me',
  escalation_taken: 'Somebody takes what I escalated',
  escalation_resolved: 'What I escalated is resolved',
  reminder: 'A parked walk of mine is due',
  step_reported: 'A step of my flow is reported as wrong',
  import_finished: 'My import is finished',
  invitation_accepted: 'Somebody accepts my invitation',
  webhook_stopped: 'A webhook is switched off because it failed',
});
