import { defineStrings } from '@/lib/strings';

export const strings = defineStrings('ticket-fields', {
  client: 'Client',
  clientNone: 'No client by that name.',
  clientMake: 'Add “{{name}}”',
  contact: 'Contact',
  asset: 'Device or asset',
  category: 'Category',
  priority: 'Priority',
  low: 'Low',
  normal: 'Normal',
  high: 'High',
  urgent: 'Urgent',
});
