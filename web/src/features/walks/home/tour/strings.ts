import { defineStrings } from '@/lib/strings';

export const strings = defineStrings('tour', {
  title: 'A short tour',
  place: '{{step}} of {{steps}}',
  next: 'Next',
  back: 'Back',
  leave: 'Leave the tour',
  done: 'Done',
  intake: 'Say what the problem is',
  intakeText:
    'Type it as the caller does, press Ctrl+Enter, and the flow that fits starts. When none fits you choose one, work without a flow, or hand it over.',
  walk: 'Answer with the number keys',
  walkText:
    'One question at a time: 1 to 9 answer it, u goes back one step, and nothing you tried is lost. Evidence that you paste marks the answer it speaks for.',
  notes: 'The ticket note writes itself',
  notesText:
    'Each answer lands in it, and what you type in Notes is kept as you type. Press c to copy it, r to resolve, x to escalate.',
  park: 'Interrupted? Park it',
  parkText:
    'Press p and say what you wait for. Open walks stay as tabs above, on any computer you sign in to, and parked ones come back when they are due.',
  people: 'Bring your desk in',
  peopleText:
    'Invite technicians and engineers by link under People. A role says what each may do; engineers may cover first-line work too.',
  library: 'Give it flows',
  libraryText:
    'Starter flows can be added in the library at any time. Import what you have as Markdown, Mermaid, CSV or flow files, or write a flow in the editor.',
  recipients: 'Say who gets escalations',
  recipientsText: 'Settings, L1 work: who is told when an escalation names nobody.',
  inbox: 'Escalations arrive complete',
  inboxText:
    'What was asked, answered and tried stands in the hand-over. Take one over and you go on in the same walk, at the same question.',
  palette: 'Everything by keyboard',
  paletteText:
    'Ctrl+K (⌘K) finds any ticket, walk, flow or client and every command. Press ? on any screen for its keys.',
});
