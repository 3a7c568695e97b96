import { defineStrings } from '@/lib/strings';

/** Words for the parts of a flow, wherever steps are shown. */
export const strings = defineStrings('steps', {
  type_question: 'Question',
  type_action: 'Action',
  type_resolution: 'Resolution',
  type_escalation: 'Escalation',
});
