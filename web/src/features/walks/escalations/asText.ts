import type { Package, Walk } from '@/api/walks';
import { exactTimeWithZone } from '@/lib/time';
import { HEADINGS, type Heading } from '../escalate/headings';
import { isBuilt, kinds } from '../kind';
import type { strings } from '../strings';
import { ticketLabel } from '../ticketLabel';
import { handover } from '../walk/handoverStrings';

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
  const parts = filled.map(([title, words]) => `\n${title.toUpperCase()}\n${words}`);
  return [head, from, ...provisos(walk, t), ...parts, ...gaps(walk, t)].join('\n');
}

/** Of what kind it is, and that steps came from nobody who knows them. */
function provisos({ escalation_reason_category: kind, walked_path, unreviewed }: Walk, t: Words): string[] {
  const made = walked_path.filter((step) => step.made_by !== 'person').length;
  const said = made > 0 ? handover.text('madeSteps', { count: made }) : unreviewed && t('unreviewed');
  return [kind && t(kind as 'other'), said].filter(
    (line) => typeof line === 'string' && line !== '',
  ) as string[];
}

/** What the engineer has to find out. */
function gaps({ escalation }: Walk, t: Words): string[] {
  const missing = escalation?.missing.map((one) => t(one as Heading)).join(', ');
  const why = escalation?.override_reason;
  return [
    missing ? `\n${handover.text('notGiven', { headings: missing })}` : '',
    why ? t('gaps', { reason: why }) : '',
  ].filter(Boolean);
}
