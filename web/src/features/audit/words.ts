/** The log in words. Actions read `noun.verb`; one that is not in the table is shown as it is written. */
const WORDS: Record<string, string> = {
  'account.create': 'Made the account',
  'api_key.create': 'Made an API key',
  'api_key.revoke': 'Revoked an API key',
  'flow.archive': 'Archived a flow',
  'flow.import': 'Imported flows',
  'flow.publish': 'Published a flow',
  'flow.restore': 'Restored an old version of a flow',
  'flow.unarchive': 'Brought an archived flow back',
  'invitation.accept': 'Joined by invitation',
  'invitation.create': 'Invited somebody',
  'invitation.revoke': 'Withdrew an invitation',
  'session.revoke': 'Signed a device out',
  'settings.change': 'Changed settings',
  'team.change': 'Changed a team',
  'team.create': 'Made a team',
  'team.delete': 'Removed a team',
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
};

export function actionInWords(action: string): string {
  return WORDS[action] ?? action;
}

export const ACTIONS = Object.keys(WORDS)
  .map((value) => ({ value, label: actionInWords(value) }))
  .sort((one, other) => one.label.localeCompare(other.label));

/** `role: viewer → admin` and the like, one line a detail. */
export function detailLines(details: Record<string, unknown>): string[] {
  const { before, after, ...rest } = details;
  return [
    ...changes(before, after),
    ...Object.entries(rest).map(([key, value]) => `${nameOf(key)}: ${shown(value)}`),
  ];
}

function changes(before: unknown, after: unknown): string[] {
  if (!isRecord(after)) return after === undefined ? [] : [shown(after)];
  const old = isRecord(before) ? before : {};
  return Object.entries(after).map(([key, value]) =>
    key in old ? `${nameOf(key)}: ${shown(old[key])} → ${shown(value)}` : `${nameOf(key)}: ${shown(value)}`,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const nameOf = (key: string): string => key.replaceAll('_', ' ');

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (Array.isArray(value)) return value.map(shown).join(', ') || '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
