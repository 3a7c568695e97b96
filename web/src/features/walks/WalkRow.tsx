import { UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { WalkBrief } from '@/api/walks';
import { exactTime } from '@/lib/time';
import { Time } from '@/ui/Time';
import { ledBy } from './kind';
import { strings } from './strings';
import { isDue } from './tabs/order';
import { nameOf, ticketLabel } from './ticketLabel';
import classes from './walks.module.css';

interface WalkRowProps {
  walk: WalkBrief;
  now: number;
  /** Says whose it is. */
  whose?: boolean;
  /** In place of a link: one of a list of options to choose from. */
  option?: { id: string; chosen: boolean; onChoose: () => void };
}

/** A walk in a list: what it is about, where it stands, what it waits on. */
export function WalkRow({ walk, now, whose = false, option }: WalkRowProps) {
  if (option) {
    return (
      <UnstyledButton
        id={option.id}
        role="option"
        tabIndex={-1}
        aria-selected={option.chosen}
        className={classes.walkRow}
        data-chosen={option.chosen || undefined}
        onClick={option.onChoose}
      >
        <RowWords walk={walk} now={now} whose={whose} />
      </UnstyledButton>
    );
  }
  return (
    <Link to="/walks/$walkId" params={{ walkId: walk.id }} className={classes.walkRow} data-list-item>
      <RowWords walk={walk} now={now} whose={whose} />
    </Link>
  );
}

function RowWords({ walk, now, whose }: Pick<WalkRowProps, 'walk' | 'now' | 'whose'>): ReactNode {
  const t = strings.useText();
  const name = nameOf(walk);
  const due = isDue(walk, now);
  const facts = [
    ticketLabel(walk.ticket, t),
    ledBy(walk, name),
    walk.client_name,
    walk.status === 'active' ? t('steps', { count: walk.step_count }) : t(walk.status),
    (walk.assigned_to || whose) && t('withWhom', { name: (walk.assigned_to ?? walk.created_by).name }),
  ];
  const until = walk.waiting_until && exactTime(walk.waiting_until);
  return (
    <>
      <span className={classes.walkWords}>
        <span className={classes.walkTitle}>{name}</span>
        <span className={classes.walkFacts}>{facts.filter(Boolean).join(' · ')}</span>
        {walk.waiting_on && (
          <span className={classes.walkWaits} data-due={due || undefined}>
            {t('waitingOn', { what: walk.waiting_on })}
            {until && ` · ${t(due ? 'dueSince' : 'waitingUntil', { when: until })}`}
          </span>
        )}
      </span>
      <span className={classes.walkTime}>
        <Time iso={walk.last_step_at} />
      </span>
    </>
  );
}
