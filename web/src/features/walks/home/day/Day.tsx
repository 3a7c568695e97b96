import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Home, homeQuery } from '@/api/desk';
import classes from './day.module.css';
import { strings } from './strings';

/** My day and the desk's queue in one line each; nothing while they can't be told. */
export function Day() {
  const { data } = useQuery(homeQuery);
  if (!data) return null;
  return (
    <div className={classes.strips}>
      {data.my_day && <MyDay day={data.my_day} />}
      {data.queue && <Queue queue={data.queue} />}
    </div>
  );
}

function MyDay({ day }: { day: NonNullable<Home['my_day']> }) {
  const t = strings.useText();
  const due = day.due > 0 ? ` (${t('due', { count: day.due })})` : '';
  return (
    <Strip title={t('myDay')}>
      <Figure value={day.open} label={t('open')} />
      <Link to="/waiting" className={classes.link}>
        <Figure value={day.waiting} label={`${t('waiting')}${due}`} presses={day.due > 0} />
      </Link>
      <Figure value={day.resolved} label={t('resolved')} />
      <Figure value={day.escalated} label={t('escalated')} />
    </Strip>
  );
}

function Queue({ queue }: { queue: NonNullable<Home['queue']> }) {
  const t = strings.useText();
  return (
    <Strip title={t('queue')}>
      <Link to="/tickets" className={classes.link}>
        <Figure value={queue.tickets} label={t('tickets', { count: queue.tickets })} />
      </Link>
      <Link to="/tickets" search={{ unassigned: true }} className={classes.link}>
        <Figure value={queue.unassigned} label={t('unassigned')} />
      </Link>
      <Figure value={queue.urgent} label={t('urgent')} presses={queue.urgent > 0} />
      <Link to="/escalations" className={classes.link}>
        <Figure
          value={queue.escalations}
          label={t('escalations', { count: queue.escalations })}
          presses={queue.escalations > 0}
        />
      </Link>
    </Strip>
  );
}

function Strip({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className={classes.strip}>
      <span className={classes.title} aria-hidden>
        {title}
      </span>
      {children}
    </section>
  );
}

function Figure({ value, label, presses = false }: { value: number; label: string; presses?: boolean }) {
  return (
    <span className={classes.figure} data-presses={presses || undefined}>
      <span className={classes.value}>{value}</span> <span className={classes.label}>{label}</span>
    </span>
  );
}
