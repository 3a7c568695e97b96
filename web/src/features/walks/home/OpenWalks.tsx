import { Badge, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { type WalkBrief, walksQuery } from '@/api/walks';
import { useListKeys } from '@/lib/keys/useListKeys';
import { exactTime } from '@/lib/time';
import { Loaded } from '@/ui/Loaded';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { strings } from '../strings';
import { ticketLabel } from '../ticketLabel';
import classes from '../walks.module.css';

/** My open walks, those that wait for something marked; `j` and `k` move, Enter opens. */
export function OpenWalks() {
  const t = strings.useText();
  const walks = useInfiniteQuery(walksQuery({ status: 'active', mine: true }));
  const list = useListKeys<HTMLDivElement>({
    next: t('openWalks'),
    previous: t('openWalks'),
    group: t('home'),
  });
  return (
    <Panel title={t('openWalks')}>
      <Loaded query={walks} explain={troubleOf} lines={3}>
        {(data) => {
          const rows = rowsOf(data);
          if (rows.length === 0) return <Text c="dimmed">{t('noOpenWalks')}</Text>;
          return (
            <Stack gap={0} ref={list}>
              {rows.map((walk) => (
                <OpenWalk key={walk.id} walk={walk} />
              ))}
            </Stack>
          );
        }}
      </Loaded>
    </Panel>
  );
}

function OpenWalk({ walk }: { walk: WalkBrief }) {
  const t = strings.useText();
  return (
    <Link to="/walks/$walkId" params={{ walkId: walk.id }} className={classes.walkRow} data-list-item>
      <span className={classes.walkTitle}>{walk.title}</span>
      <Text component="span" size="sm" c="dimmed">
        {[ticketLabel(walk.ticket, t), walk.client_name, t('steps', { count: walk.step_count })]
          .filter(Boolean)
          .join(' · ')}{' '}
        · <Time iso={walk.last_step_at} />
      </Text>
      {walk.waiting_on && (
        <Badge color="yellow" variant="light" className={classes.waitingBadge}>
          {t('waitingOn', { what: walk.waiting_on })}
          {walk.waiting_until && ` ${t('waitingUntil', { when: exactTime(walk.waiting_until) })}`}
        </Badge>
      )}
    </Link>
  );
}
