import { defineStrings } from '@/lib/strings';

/** What is needed at the start, and by several screens; each screen has its own words beside it. */
export const strings = defineStrings('flows', {
  flows: 'Flows',
  status_draft: 'Draft',
  status_published: 'Published',
  status_archived: 'Archived',
  withDraft: 'Published + draft',
  version: 'Version {{number}}',
  noVersion: 'Not published yet',
  steps_one: '{{count}} step',
  steps_other: '{{count}} steps',
  noCategory: 'No category',
  noOwner: 'Nobody',
  archive: 'Archive',
  unarchive: 'Take out of the archive',
  archived: '“{{title}}” is archived: no new walk begins on it, walks under way go on.',
  unarchived: '“{{title}}” is back in the library.',
  duplicate: 'Duplicate',
  duplicated: '“{{title}}” is made, as a draft.',
  actions: 'Actions for “{{title}}”',
});
