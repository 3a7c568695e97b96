/** The five headings of an escalation, in the order an engineer reads them. */
export const HEADINGS = [
  'what_is_happening',
  'what_has_been_tried',
  'current_hypothesis',
  'context',
  'what_to_verify_first',
] as const;

export type Heading = (typeof HEADINGS)[number];

export const CATEGORIES = [
  'no_fix_found',
  'needs_access',
  'needs_onsite',
  'out_of_scope',
  'customer_request',
  'security',
  'other',
] as const;
