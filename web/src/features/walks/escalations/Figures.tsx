import { useQuery } from '@tanstack/react-query';
import { escalationFiguresQuery } from '@/api/escalations';
import { strings as common } from '../strings';
import { strings } from './strings';

/** For those who manage the account: how many hand-overs went on with gaps, and what was missing most. */
export function Figures() {
  const t = strings.useText();
  const c = common.useText();
  const { data } = useQuery(escalationFiguresQuery);
  if (!data || data.escalated === 0) return null;
  const [most] = Object.entries(data.missing).sort(([, a], [, b]) => b - a);
  return (
    <span>
      {t('figures', { count: data.escalated, gaps: data.with_gaps })}{' '}
      {most && most[1] > 0 && t('mostMissing', { heading: c(most[0] as 'context') })}
    </span>
  );
}
