import type { Schemas } from '@/api/client';
import type { Priority, Ticket, TicketStatus } from '@/api/tickets';

/** A ticket's fields as they stand in a form: empty text instead of null. */
export interface TicketFields {
  title: string;
  description: string;
  client_id: string | null;
  contact: string;
  asset: string;
  category: string;
  link: string;
  priority: Priority;
  status: TicketStatus;
  assignee_user_id: string | null;
}

export const NEW_FIELDS: TicketFields = {
  title: '',
  description: '',
  client_id: null,
  contact: '',
  asset: '',
  category: '',
  link: '',
  priority: 'normal',
  status: 'open',
  assignee_user_id: null,
};

export function fieldsOf(ticket: Ticket): TicketFields {
  return {
    title: ticket.title,
    description: ticket.description ?? '',
    client_id: ticket.client_id,
    contact: ticket.contact ?? '',
    asset: ticket.asset ?? '',
    category: ticket.category ?? '',
    link: ticket.link ?? '',
    priority: ticket.priority,
    status: ticket.status,
    assignee_user_id: ticket.assignee_user_id,
  };
}

/** What differs from the ticket, with emptied fields as null; an empty object when nothing does. */
export function changeOf(ticket: Ticket, fields: TicketFields): Schemas['TicketChange'] {
  const before = fieldsOf(ticket);
  const names = Object.keys(fields) as (keyof TicketFields)[];
  const changed = names.filter((name) => fields[name] !== before[name]);
  return Object.fromEntries(changed.map((name) => [name, fields[name] || null]));
}

export function newTicketOf(fields: TicketFields, externalId: string): Schemas['TicketNew'] {
  const { status: _, ...rest } = fields;
  const given = Object.entries(rest).map(([name, value]) => [name, value || null]);
  return { ...(Object.fromEntries(given) as Schemas['TicketNew']), external_id: externalId.trim() || null };
}
