import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Escalation } from '@/api/escalations';
import { type Walk, walkQuery } from '@/api/walks';
import { Time } from '@/ui/Time';
import { ledBy } from '../kind';
import { strings as common } from '../strings';
import { nameOf, ticketLabel } from '../ticketLabel';
import classes from './escalations.module.css';
import type { Held } from './held';
import type { EscalationSearch } from './search';
import { strings } from './strings';

interface InboxRowProps {
  held: Held<Escalation>;
  search: EscalationSearch;
  /** Called when the row gets the focus, so that what is read follows `j` and `k`. */
  onFocus: () => void;
}

/** One escalation: what, whose, how long, where it stopped, what its hand-over lacks. */
export function InboxRow({ held, search, onFocus }: InboxRowProps) {
  const t = strings.useText();
  const c = common.useText();
  const { row, gone } = held;
  const name = nameOf(row);
  const people = row.recipients.map((person) => person.name).join(', ');
  const facts = [
    ticketLabel(row.ticket, c),
    row.client_name,
    row.category,
    row.escalation_reason_category && t(row.escalation_reason_category as 'other'),
  ];
  const who = [
    t('from', { name: row.created_by.name }),
    people ? t('to', { names: people }) : t('toNobody'),
    row.assigned_to && c('withWhom', { name: row.assigned_to.name }),
  ];
  return (
    <Link
      to="/escalations"
      search={{ ...search, read: row.id }}
      replace
      className={classes.row}
      data-list-item
      data-escalation={row.id}
      data-gone={gone || undefined}
      aria-current={search.read === row.id || undefined}
      onFocus={onFocus}
    >
      <span className={classes.rowWords}>
        <span className={classes.rowTitle}>{name}</span>
        <span className={classes.rowFacts}>{facts.filter(Boolean).join(' · ')}</span>
        <span className={classes.rowFacts}>{who.filter(Boolean).join(' · ')}</span>
        {row.stopped_at && (
          <span className={classes.rowStep}>{stoppedWords(row.stopped_at, ledBy(row, name), t)}</span>
        )}
        <span className={classes.badges}>
          <Priority of={row.priority} />
          {row.missing.length > 0 && (
            <Badge color="yellow" variant="light" className={classes.badge}>
              {t('missing', { headings: row.missing.map((one) => c(one as 'context')).join(', ') })}
            </Badge>
          )}
          {gone && <WhereItIs id={row.id} />}
        </span>
      </span>
      <span className={classes.rowTime}>{row.escalated_at && <Time iso={row.escalated_at} />}</span>
    </Link>
  );
}

function stoppedWords(step: string, flow: string | null, t: ReturnType<typeof strings.useText>): string {
  return flow === null ? t('stoppedAt', { step }) : t('stoppedIn', { flow, step });
}

function Priority({ of }: { of: string | null }) {
  const t = strings.useText();
  if (of !== 'urgent' && of !== 'high') return null;
  return (
    <Badge color={of === 'urgent' ? 'red' : 'orange'} variant="light">
      {t(of)}
    </Badge>
  );
}

/** What became of one that left the list while it was read. */
function WhereItIs({ id }: { id: string }) {
  const t = strings.useText();
  const c = common.useText();
  const { data: walk } = useQuery(walkQuery(id));
  if (!walk) return null;
  return (
    <Badge color="gray" variant="light" className={classes.badge} role="status">
      {whereItIs(walk, t, c)}
    </Badge>
  );
}

function whereItIs(
  walk: Walk,
  t: ReturnType<typeof strings.useText>,
  c: ReturnType<typeof common.useText>,
): string {
  if (walk.status !== 'active') return c(walk.status);
  return walk.assigned_to ? t('takenAway', { name: walk.assigned_to.name }) : t('leftAway');
}
