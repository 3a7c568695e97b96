import { defineStrings } from '@/lib/strings';

export const strings = defineStrings('people', {
  people: 'People',
});
