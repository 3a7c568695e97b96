import { describe, expect, it } from 'vitest';
import { type EscalateFields, missingHeadings, NO_PACKAGE, payloadOf } from './fields';

const full = {
  what_is_happening: 'a',
  what_has_been_tried: 'b',
  current_hypothesis: 'c',
  context: 'd',
  what_to_verify_first: 'e',
};
const fields: EscalateFields = {
  reason: ' no fix ',
  category: 'no_fix_found',
  recipients: [],
  package: full,
  override: 'left over',
};

describe('an escalation', () => {
  it('names every heading that is empty or blank', () => {
    expect(missingHeadings({ ...NO_PACKAGE, context: '  ', what_is_happening: 'x' })).toEqual([
      'what_has_been_tried',
      'current_hypothesis',
      'context',
      'what_to_verify_first',
    ]);
  });

  it('leaves the default recipients to the account and sends no reason for gaps that are not there', () => {
    expect(payloadOf(fields)).toMatchObject({
      escalation_reason: 'no fix',
      recipient_ids: null,
      override_reason: null,
    });
  });

  it('says why it goes on when something is missing', () => {
    const gaps = { ...fields, package: { ...full, context: '' }, override: 'caller hung up' };
    expect(payloadOf(gaps).override_reason).toBe('caller hung up');
  });
});
