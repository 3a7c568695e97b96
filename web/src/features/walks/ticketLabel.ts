import type { Schemas } from '@/api/client';
import type { WalkBrief } from '@/api/walks';
import type { strings } from './strings';

type Words = ReturnType<typeof strings.useText>;

/** How a ticket is called: its own number, or its id in the ticket system. */
export function ticketLabel(ticket: Schemas['TicketNamed'], t: Words): string {
  return t('ticketNumber', { number: ticket.number ?? ticket.id });
}

/** What a walk is about in the caller's words; the flow's title where the ticket has none. */
export function nameOf(walk: WalkBrief): string {
  return walk.ticket.title || walk.title;
}
