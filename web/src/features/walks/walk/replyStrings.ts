import { defineStrings } from '@/lib/strings';

export const replyStrings = defineStrings('reply', {
  reply: 'What did they say?',
  hint: 'Type or paste their words, output, an error or a picture',
  focus: 'What did they say?',
  marked: 'Marked “{{label}}”.',
  confirm: 'Enter confirms it.',
  reading: 'Reading…',
  because: 'Because {{why}}',
  picture: 'The picture “{{name}}” goes with this step.',
  pictureProves: 'a picture is what proves it',
  tooLong: 'The end of it is too long to go with the step: its first 50,000 characters are kept.',
});
