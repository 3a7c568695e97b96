import type { Flow } from '@/api/flows';
import classes from './flows.module.css';
import { strings } from './strings';

/** The state of a flow in words; the dot only repeats it. */
export function StatusBadge({ flow }: { flow: Flow }) {
  const t = strings.useText();
  const changed = flow.status === 'published' && flow.has_draft;
  return (
    <span className={classes.status} data-status={flow.status}>
      {changed ? t('withDraft') : t(`status_${flow.status}`)}
    </span>
  );
}
