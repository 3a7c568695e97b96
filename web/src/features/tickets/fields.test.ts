import { describe, expect, it } from 'vitest';
import type { Ticket } from '@/api/tickets';
import { changeOf, fieldsOf, NEW_FIELDS, newTicketOf } from './fields';

const ticket = {
  title: 'No sound',
  description: null,
  client_id: null,
  contact: 'Ann',
  asset: null,
  category: null,
  link: null,
  priority: 'normal',
  status: 'open',
  assignee_user_id: null,
} as unknown as Ticket;

describe('changing a ticket', () => {
  it('sends nothing when nothing differs', () => {
    expect(changeOf(ticket, fieldsOf(ticket))).toEqual({});
  });

  it('sends only what differs, an emptied field as null', () => {
    const fields = { ...fieldsOf(ticket), contact: '', priority: 'high' as const };
    expect(changeOf(ticket, fields)).toEqual({ contact: null, priority: 'high' });
  });
});

describe('a new ticket', () => {
  it('is one of ours without a number of a ticket system', () => {
    const made = newTicketOf({ ...NEW_FIELDS, title: 'No sound' }, '  ');
    expect(made).toMatchObject({ title: 'No sound', external_id: null, contact: null });
    expect('status' in made).toBe(false);
  });
});
