import type { AuditEvent } from '@/api/audit';
import { ROLES, roleName } from '@/api/roles';

/** The name of a person, null for whoever is not there any more. */
export type NameOf = (id: string) => string | null;

type Words = Record<string, string>;

const STATUS: Words = { abandoned: 'Abandoned', escalated: 'Escalated', resolved: 'Resolved' };
const PLAN: Words = { self_hosted: 'Self-hosted' };

const REASON: Words = {
  no_fix_found: 'No fix found',
  needs_access: 'Needs access',
  needs_onsite: 'Needs somebody on site',
  out_of_scope: 'Out of scope for first line',
  customer_request: 'The customer asks for it',
  security: 'Security',
  other: 'Other',
};

const HEADING: Words = {
  what_is_happening: 'What is happening',
  what_has_been_tried: 'What has been tried',
  current_hypothesis: 'Current hypothesis',
  context: 'Context',
  what_to_verify_first: 'What to verify first',
};

const EVENT: Words = {
  escalated: 'a walk is escalated',
  escalation_taken: 'an escalation is taken',
  escalation_resolved: 'an escalated walk is resolved',
  step_reported: 'a step is reported as wrong',
  import_finished: 'an import is finished',
  invitation_accepted: 'an invitation is accepted',
};

/** Values that are codes, by what holds them: in a name or a text the same letters are just words. */
const CODES: Record<string, Words> = {
  reason_category: REASON,
  missing: HEADING,
  kinds: EVENT,
  provider: { anthropic: 'Anthropic', openai: 'OpenAI-compatible server' },
  state: { ...STATUS, ...PLAN },
};

const NAMES: Words = {
  account_role: 'role',
  address: 'from the address',
  anchor: 'period begins on day',
  api_key: 'key',
  base_url: 'address of the server',
  can_cover_l1: 'also takes L1 work',
  default_escalation_recipient_ids: 'default recipients of escalations',
  email: 'e-mail',
  idle_limit_hours: 'idle limit in hours',
  is_on: 'switched on',
  kinds: 'told when',
  l1_categories: 'categories for walks built as you walk',
  missing: 'handed over without',
  number: 'version',
  playbook_on: 'built-in playbook',
  reason_category: 'kind of reason',
  recipients: 'told',
  restored_from: 'from version',
  rounding_minutes: 'rounded to minutes',
  send_no_ticket_text: 'send no ticket text',
  url: 'address',
  work_types: 'kinds of work',
  zero_wait: 'make next questions ahead',
};

/** What tells a person nothing: keys of rows, and what the words of the action say already. */
const LEFT_OUT = /^(ticket_kind|version|\w*_id)$/;
const ID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** `role: Viewer → Admin` and the like, one line a detail. */
export function detailLines(
  { details, subject_kind, subject_id, user_id }: Told,
  nameOf: NameOf = () => null,
): string[] {
  const whom = subject_kind === 'user' && subject_id !== user_id && subject_id ? nameOf(subject_id) : null;
  const { before, after, ...rest } = details;
  const lines = [...changes(before, after, nameOf), ...Object.entries(rest).map(line(nameOf))];
  return [...(whom ? [`person: ${whom}`] : []), ...lines.filter((one) => one !== '')];
}

type Told = Pick<AuditEvent, 'details'> &
  Partial<Pick<AuditEvent, 'subject_kind' | 'subject_id' | 'user_id'>>;

function changes(before: unknown, after: unknown, nameOf: NameOf): string[] {
  const said = (key: string, value: unknown): string => shown(key, value, nameOf);
  if (!isRecord(after)) {
    if (after !== undefined) return [`${said('state', before)} → ${said('state', after)}`];
    return before === undefined || isRecord(before) ? [] : [`before: ${said('state', before)}`];
  }
  const old = isRecord(before) ? before : {};
  return Object.entries(after)
    .filter(([key, value]) => !(key in old) || said(key, old[key]) !== said(key, value))
    .map(([key, value]) => {
      const one = line(nameOf)([key, value]);
      return one && key in old ? `${labelOf(key)}: ${said(key, old[key])} → ${said(key, value)}` : one;
    });
}

function line(nameOf: NameOf): (entry: [string, unknown]) => string {
  return ([key, value]) => (LEFT_OUT.test(key) ? '' : `${labelOf(key)}: ${shown(key, value, nameOf)}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const labelOf = (key: string): string => NAMES[key] ?? key.replaceAll('_', ' ');

function shown(key: string, value: unknown, nameOf: NameOf): string {
  if (value === null || value === undefined || value === '') return '–';
  if (Array.isArray(value)) return value.map((one) => shown(key, one, nameOf)).join(', ') || '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (isRecord(value)) {
    return Object.entries(value)
      .map(([part, one]) => `${labelOf(part)} ${shown(part, one, nameOf)}`)
      .join(', ');
  }
  return wordOf(key, String(value), nameOf);
}

function wordOf(key: string, text: string, nameOf: NameOf): string {
  if (ID.test(text)) return nameOf(text) ?? 'somebody who left';
  const role = ROLES.find((one) => one === text && ['role', 'account_role'].includes(key));
  return role ? roleName(role) : (CODES[key]?.[text] ?? text);
}
