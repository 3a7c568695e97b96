import { defineStrings } from '@/lib/strings';

export const strings = defineStrings('walkTime', {
  active: '{{time}} of active work, pauses left out.',
  recorded: '{{time}} {{type}}, {{name}}',
  somebody: 'somebody who was removed',
  takeBack: 'Take back',
  minutes: 'Minutes',
  type: 'Kind of work',
  note: 'What for (optional)',
  record: 'Record time',
  template: 'Template',
  builtIn: 'Built-in',
  ownDefault: 'The default',
  masked_one: '1 secret is masked.',
  masked_other: '{{count}} secrets are masked.',
});
