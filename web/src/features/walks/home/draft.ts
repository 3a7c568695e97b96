import type { Priority } from '@/api/tickets';
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

export const DRAFT_KEY = 'intake';

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
