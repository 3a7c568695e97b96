import { describe, expect, it } from 'vitest';
import { type EscalateFields, missingHeadings, packageOf, payloadOf, restored } from './fields';

const full = {
  what_is_happening: 'a',
  what_has_been_tried: 'b',
  current_hypothesis: 'c',
  context: 'd',
  what_to_verify_first: 'e',
};
const empty = { ...full, what_has_been_tried: '', current_hypothesis: '', context: '  ' };
const fields: EscalateFields = {
  reason: ' no fix ',
  category: 'no_fix_found',
  recipients: [],
  edited: {},
  override: 'left over',
};

describe('an escalation', () => {
  it('names every heading that is empty or blank', () => {
    expect(missingHeadings(empty)).toEqual(['what_has_been_tried', 'current_hypothesis', 'context']);
  });

  it('leaves the default recipients to the account and sends no reason for gaps that are not there', () => {
    expect(payloadOf(fields, full)).toMatchObject({
      escalation_reason: 'no fix',
      recipient_ids: null,
      override_reason: null,
    });
  });

  it('sends only the headings that were changed, so that the others are as the walk stands when it is sent', () => {
    const edited = { ...fields, edited: { current_hypothesis: 'the driver' } };
    expect(payloadOf(edited, empty).package).toEqual({ current_hypothesis: 'the driver' });
    expect(payloadOf(fields, full).package).toBeNull();
  });

  it('shows what the walk says now under headings that were not changed', () => {
    const edited = { ...fields, edited: { context: '' } };
    expect(packageOf(edited, full)).toEqual({ ...full, context: '' });
  });

  it('says why it goes on when something is missing', () => {
    const gaps = { ...fields, edited: { context: '' }, override: 'caller hung up' };
    expect(payloadOf(gaps, full).override_reason).toBe('caller hung up');
  });

  it('takes up a draft of another shape without its parts', () => {
    const old = { reason: 'kept', recipients: ['an id'], package: full } as unknown as EscalateFields;
    expect(restored(old, fields)).toMatchObject({ reason: 'kept', recipients: [], edited: {} });
  });
});
