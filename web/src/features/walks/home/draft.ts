import type { Priority, TicketPage } from '@/api/tickets';
import type { Intake } from '@/api/walks';

/** What is typed into the intake form. */
export interface IntakeDraft {
  problem: string;
  ticketId: string;
  kind: 'psa' | 'internal';
  clientId: string | null;
  contact: string;
  asset: string;
  category: string | null;
  priority: Priority;
}

export const EMPTY: IntakeDraft = {
  problem: '',
  ticketId: '',
  kind: 'psa',
  clientId: null,
  contact: '',
  asset: '',
  category: null,
  priority: 'normal',
};

/** Names the draft on this device: one for new tickets, one for each ticket at hand. */
export function draftKeyOf(ticket?: Pick<TicketPage, 'id'>): string {
  return ticket ? `intake:${ticket.id}` : 'intake';
}

/** What the form holds before anything is typed: empty, or what the ticket says. */
export function draftOf(ticket?: TicketPage): IntakeDraft {
  if (!ticket) return EMPTY;
  return {
    ...EMPTY,
    problem: [ticket.title, ticket.description].filter(Boolean).join('\n'),
    ticketId: ticket.ticket_id,
    kind: ticket.kind,
    clientId: ticket.client_id ?? null,
    category: ticket.category ?? null,
  };
}

/** The body of an intake; without a ticket number a new ticket is made. */
export function intakeOf(draft: IntakeDraft): Intake {
  const id = draft.ticketId.trim();
  return {
    problem_text: draft.problem.trim(),
    ticket: {
      kind: id ? draft.kind : 'internal',
      ...(id && { id }),
      contact: draft.contact.trim() || null,
      asset: draft.asset.trim() || null,
      ...(!id && { priority: draft.priority }),
    },
    category: draft.category,
    client_id: draft.clientId,
    adhoc: false,
    none_fit: false,
  };
}

export function isEmpty(draft: IntakeDraft): boolean {
  return !draft.problem && !draft.ticketId && !draft.contact && !draft.asset && !draft.clientId;
}
