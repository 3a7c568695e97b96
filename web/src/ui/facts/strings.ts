import { defineStrings } from '@/lib/strings';

export const strings = defineStrings('facts', {
  copy: 'Copy {{label}}',
  copied: 'Copied',
  show: 'Show {{label}}',
  hide: 'Hide {{label}}',
  label: 'What',
  labelHint: 'VPN',
  value: 'Value',
  valueHint: 'GlobalProtect 6.2',
  add: 'Add a fact',
  remove: 'Remove {{label}}',
  up: 'Move {{label}} up',
  down: 'Move {{label}} down',
  unnamed: 'fact {{number}}',
  secret: 'Looks like a secret. It is masked here; better write where it is kept.',
  needsLabel: 'Say what this is, or it is not kept.',
});
