import { UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { WalkBrief } from '@/api/walks';
import { inWords } from '@/lib/keys/match';
import { IconClose, IconWaiting } from '@/ui/icons';
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

/** One walk of the strip: its key, what it is about, what is not saved, whether it waits and whether its time has come. */
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
  const title = [shortTicket(walk), name, waits, walk.waiting_on, mark && t(mark)];
  return (
    <li ref={item} className={classes.tab} data-present={present || undefined}>
      <Link
        to="/walks/$walkId"
        params={{ walkId: walk.id }}
        className={classes.link}
        aria-current={present ? 'page' : undefined}
        title={[...title, number <= 9 && inWords(`alt+${number}`)].filter(Boolean).join(' · ')}
      >
        {number <= 9 && (
          <span className={`${classes.key} rf-key`} aria-hidden="true">
            {number}
          </span>
        )}
        <span className={classes.number}>{shortTicket(walk)}</span>
        <span className={classes.name}>{name}</span>
        {waits && <Waits words={waits} due={due} inWords={present} />}
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

/** A clock; in words too where there is room. */
function Waits({ words, due, inWords }: { words: string; due: boolean; inWords: boolean }) {
  return (
    <span className={classes.waits} data-due={due || undefined}>
      <IconWaiting />
      <span className={inWords ? undefined : 'rf-hidden'}>{words}</span>
    </span>
  );
}

/** `#1042`, or the number of the ticket system. */
export function shortTicket({ ticket }: Pick<WalkBrief, 'ticket'>): string {
  return ticket.number ? `#${ticket.number}` : ticket.id;
}
