import { Link } from '@tanstack/react-router';
import { Keys } from '@/ui/Keys';
import { strings } from '../strings';
import { useTabs } from '../tabs/useTabs';
import { nameOf, ticketLabel } from '../ticketLabel';
import classes from '../walks.module.css';
import own from '../workspace.module.css';

/** The way back to the walk that the person was in last, on this machine or another. */
export function GoOn() {
  const t = strings.useText();
  const { last } = useTabs();
  if (!last) return null;
  return (
    <Link to="/walks/$walkId" params={{ walkId: last.id }} className={own.goOn}>
      <span className={classes.walkWords}>
        <span className={classes.walkTitle}>{t('goOnWith', { ticket: ticketLabel(last.ticket, t) })}</span>
        <span className={classes.walkFacts}>{nameOf(last)}</span>
      </span>
      <Keys keys="alt+0" />
    </Link>
  );
}
