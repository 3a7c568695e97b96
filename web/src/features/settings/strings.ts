import { defineStrings } from '@/lib/strings';

export const strings = defineStrings('settings', {
  settings: 'Settings',
});
