import type { AuditEvent } from '@/api/audit';

/** The log in words: every action that the server records, or the types don't pass. */
const WORDS: Record<AuditEvent['action'], string> = {
  'account.create': 'Made the account',
  'account.plan': 'Put the account on another plan',
  'ai_settings.change': 'Changed the AI settings',
  'api_key.create': 'Made an API key',
  'api_key.revoke': 'Revoked an API key',
  'flow.archive': 'Archived a flow',
  'flow.build': 'Built a flow with the wizard',
  'flow.import': 'Imported flows',
  'flow.publish': 'Published a flow',
  'flow.restore': 'Restored an old version of a flow',
  'flow.unarchive': 'Brought an archived flow back',
  'invitation.accept': 'Joined by invitation',
  'invitation.create': 'Invited somebody',
  'invitation.revoke': 'Withdrew an invitation',
  'l1_settings.change': 'Changed the settings of the L1 work',
  'note_template.change': 'Changed a note template',
  'note_template.create': 'Made a note template',
  'note_template.delete': 'Removed a note template',
  'overlay.remove': 'Removed a client’s own version of a flow',
  'overlay.save': 'Saved a client’s own version of a flow',
  'session.revoke': 'Signed a device out',
  'settings.change': 'Changed settings',
  'team.change': 'Changed a team',
  'team.create': 'Made a team',
  'team.delete': 'Removed a team',
  'time_settings.change': 'Changed how time is recorded',
  'user.change': 'Changed a person',
  'user.deactivate': 'Deactivated a person',
  'user.password_change': 'Changed their password',
  'user.password_refused': 'Gave a wrong password when changing it',
  'user.password_reset': 'Set a new password by reset link',
  'user.reactivate': 'Let a person in again',
  'user.reset_link': 'Made a reset link',
  'user.reset_mail': 'Asked for a reset link by mail',
  'user.sign_in': 'Signed in',
  'user.sign_in_failed': 'Failed to sign in',
  'walk.abandon': 'Abandoned a walk',
  'walk.escalate': 'Escalated a walk',
  'walk.reopen': 'Opened a walk again',
  'walk.resolve': 'Resolved a walk',
  'walk.take': 'Took an escalation over',
  'webhook.change': 'Changed a webhook',
  'webhook.create': 'Added a webhook',
  'webhook.delete': 'Removed a webhook',
  'webhook.renew_secret': 'Made a new secret for a webhook',
};

/** An action of a newer server, which this page has no words for, is shown as it is written. */
export function actionInWords(action: string): string {
  return (WORDS as Record<string, string>)[action] ?? action;
}

export const ACTIONS = Object.keys(WORDS)
  .map((value) => ({ value, label: actionInWords(value) }))
  .sort((one, other) => one.label.localeCompare(other.label));
