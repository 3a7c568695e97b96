import { defineStrings } from '@/lib/strings';

export const handover = defineStrings('hand-over', {
  quicker:
    '{{name}} was quicker and answered “{{answer}}” to “{{question}}”. Your answer was not recorded. Here is where the walk stands now; your note is kept.',
  firstLine: '{{name}} · first line',
  tookOver: '{{name}} · after taking over',
  byModel: 'Made by a model',
  byPlaybook: 'Made by the built-in playbook, no AI',
  pasted: 'Pasted: {{text}}',
  said: 'They said: {{text}}',
  wentOn: 'Went on with “{{title}}” (version {{version}})',
  notGiven: 'Not given: {{headings}}',
  copy: 'Copy hand-over',
  madeSteps_one: '{{count}} step of this walk was made by a model or the playbook; nobody had reviewed it.',
  madeSteps_other:
    '{{count}} steps of this walk were made by a model or the playbook; nobody had reviewed them.',
  waits: 'Nobody has taken it over yet.',
});
