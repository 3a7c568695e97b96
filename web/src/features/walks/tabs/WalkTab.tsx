import { UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { WalkBrief } from '@/api/walks';
import { IconClose } from '@/ui/icons';
import { nameOf } from '../ticketLabel';
import { workspace } from '../workspace';
import { useMark } from './marks';
import { isDue } from './order';
import classes from './WorkBar.module.css';

interface WalkTabProps {
  walk: WalkBrief;
  /** For its key; from the tenth on there is none. */
  number: number;
  present: boolean;
  now: number;
  onHide: () => void;
}

/** One walk of the strip: its ticket, what is not saved, whether it waits and whether its time has come. */
export function WalkTab({ walk, number, present, now, onHide }: WalkTabProps) {
  const t = workspace.useText();
  const mark = useMark(walk);
  const due = isDue(walk, now);
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (present) item.current?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  }, [present]);
  const name = nameOf(walk);
  const waits = walk.waiting_on === null ? null : t(due ? 'tabDue' : 'tabWaiting');
  const title = [shortTicket(walk), name, walk.waiting_on, mark && t(mark), number <= 9 && `Alt ${number}`];
  return (
    <li ref={item} className={classes.tab} data-present={present || undefined}>
      <Link
        to="/walks/$walkId"
        params={{ walkId: walk.id }}
        className={classes.link}
        aria-current={present ? 'page' : undefined}
        title={title.filter(Boolean).join(' · ')}
      >
        <span className={classes.number}>{shortTicket(walk)}</span>
        <span className={classes.name}>{name}</span>
        {waits && (
          <span className={classes.waits} data-due={due || undefined}>
            {waits}
          </span>
        )}
        {mark && (
          <>
            <span className={classes.dot} data-mark={mark} aria-hidden="true" />
            <span className="rf-hidden">{t(mark)}</span>
          </>
        )}
      </Link>
      <UnstyledButton
        className={classes.hide}
        aria-label={t('hideTab', { name: shortTicket(walk) })}
        onClick={onHide}
      >
        <IconClose />
      </UnstyledButton>
    </li>
  );
}

/** `#1042`, or the number of the ticket system. */
export function shortTicket({ ticket }: Pick<WalkBrief, 'ticket'>): string {
  return ticket.number ? `#${ticket.number}` : ticket.id;
}
