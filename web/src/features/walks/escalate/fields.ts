import type { Schemas } from '@/api/client';
import type { Person } from '@/api/escalations';
import type { EscalationCategory, Package } from '@/api/walks';
import { HEADINGS, type Heading } from './headings';

export interface EscalateFields {
  reason: string;
  category: EscalationCategory;
  recipients: Person[];
  /** Headings that the person changed; the others follow the walk. */
  edited: Partial<Record<Heading, string>>;
  override: string;
}

export type EscalatePayload = Schemas['Escalate'];

/** What is shown: the walk's own filling, with what the person wrote in its place. */
export function packageOf(fields: EscalateFields, filled: Package): Package {
  return { ...filled, ...fields.edited };
}

export function missingHeadings(given: Package): Heading[] {
  return HEADINGS.filter((heading) => !given[heading]?.trim());
}

/** Only what was changed is sent: the server fills the rest as the walk stands at that moment. */
export function payloadOf(fields: EscalateFields, filled: Package): EscalatePayload {
  const gaps = missingHeadings(packageOf(fields, filled)).length > 0;
  return {
    escalation_reason: fields.reason.trim(),
    escalation_reason_category: fields.category,
    recipient_ids: fields.recipients.length === 0 ? null : fields.recipients.map((person) => person.id),
    package: Object.keys(fields.edited).length === 0 ? null : fields.edited,
    override_reason: gaps ? fields.override.trim() || null : null,
  };
}

/** A draft as it was kept, of whatever age: what is missing in it is as at the start. */
export function restored(kept: Partial<EscalateFields> | undefined, start: EscalateFields): EscalateFields {
  const recipients = kept?.recipients?.filter((one) => typeof one === 'object') ?? start.recipients;
  return { ...start, ...kept, recipients, edited: kept?.edited ?? {} };
}
