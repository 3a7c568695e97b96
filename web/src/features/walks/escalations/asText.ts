import type { Package, Walk } from '@/api/walks';
import { exactTimeWithZone } from '@/lib/time';
import { HEADINGS } from '../escalate/headings';
import { isBuilt, kinds } from '../kind';
import type { strings } from '../strings';
import { ticketLabel } from '../ticketLabel';

type Words = ReturnType<typeof strings.useText>;

/** The hand-over as plain text, to paste into a chat or a ticket. */
export function handOverText(walk: Walk, t: Words): string {
  const { escalation } = walk;
  if (!escalation) return '';
  const head = [
    ticketLabel(walk.ticket, t),
    walk.client_name,
    walk.flow_title ?? (isBuilt(walk) && kinds.text('aiBuild')),
  ]
    .filter(Boolean)
    .join(' · ');
  const from = `${walk.created_by.name}, ${exactTimeWithZone(escalation.escalated_at)}`;
  const sections = HEADINGS.map(
    (heading) => [t(heading), escalation.package[heading as keyof Package]] as const,
  );
  const filled = [[t('reason'), escalation.reason] as const, ...sections].filter(([, words]) =>
    words?.trim(),
  );
  return [head, from, ...filled.map(([title, words]) => `\n${title.toUpperCase()}\n${words}`)].join('\n');
}
