import type { Schemas } from '@/api/client';
import type { EscalationCategory, Package } from '@/api/walks';
import { HEADINGS, type Heading } from './headings';

export interface EscalateFields {
  reason: string;
  category: EscalationCategory;
  recipients: string[];
  package: Package;
  override: string;
}

export type EscalatePayload = Schemas['Escalate'];

export const NO_PACKAGE: Package = {
  what_is_happening: '',
  what_has_been_tried: '',
  current_hypothesis: '',
  context: '',
  what_to_verify_first: '',
};

export function missingHeadings(given: Package): Heading[] {
  return HEADINGS.filter((heading) => !given[heading]?.trim());
}

export function payloadOf(fields: EscalateFields): EscalatePayload {
  const gaps = missingHeadings(fields.package).length > 0;
  return {
    escalation_reason: fields.reason.trim(),
    escalation_reason_category: fields.category,
    recipient_ids: fields.recipients.length === 0 ? null : fields.recipients,
    package: fields.package,
    override_reason: gaps ? fields.override.trim() || null : null,
  };
}
