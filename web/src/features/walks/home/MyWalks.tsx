import { Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMay } from '@/api/me';
import { rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { type WalkBrief, walksQuery } from '@/api/walks';
import { useListKeys } from '@/lib/keys/useListKeys';
import { exactTime } from '@/lib/time';
import { Loaded } from '@/ui/Loaded';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { strings } from '../strings';
import { nameOf, ticketLabel } from '../ticketLabel';
import classes from '../walks.module.css';

const RECENT = 5;

/** My open walks, those that wait for something, and the last that ended; `j` and `k` move, Enter opens. */
export function MyWalks() {
  const t = strings.useText();
  const mayWalk = useMay('do_l1_work');
  const open = useInfiniteQuery(walksQuery({ status: 'active', mine: true }));
  const all = useInfiniteQuery(walksQuery({ mine: true }));
  const list = useListKeys<HTMLDivElement>({
    next: t('nextWalk'),
    previous: t('previousWalk'),
    group: t('home'),
  });
  const recent = all.data ? rowsOf(all.data).filter((walk) => walk.status !== 'active') : [];
  return (
    <Stack gap="lg" ref={list}>
      <Loaded query={open} explain={troubleOf} lines={3}>
        {(data) => {
          const rows = rowsOf(data);
          const waiting = rows.filter((walk) => walk.waiting_on);
          return (
            <>
              <WalkList
                title={t('openWalks')}
                walks={rows.filter((walk) => !walk.waiting_on)}
                empty={t(mayWalk ? 'noOpenWalks' : 'noOpenWalksRead')}
              />
              {waiting.length > 0 && <WalkList title={t('waiting')} walks={waiting} />}
            </>
          );
        }}
      </Loaded>
      {recent.length > 0 && <WalkList title={t('history')} walks={recent.slice(0, RECENT)} />}
    </Stack>
  );
}

interface WalkListProps {
  title: string;
  walks: readonly WalkBrief[];
  /** What is said when there is none. */
  empty?: string;
}

function WalkList({ title, walks, empty }: WalkListProps) {
  return (
    <Panel title={title}>
      {walks.length === 0 && <Text c="dimmed">{empty}</Text>}
      {walks.map((walk) => (
        <WalkRow key={walk.id} walk={walk} />
      ))}
    </Panel>
  );
}

function WalkRow({ walk }: { walk: WalkBrief }) {
  const t = strings.useText();
  const name = nameOf(walk);
  const facts = [
    ticketLabel(walk.ticket, t),
    walk.title !== name && walk.title,
    walk.client_name,
    walk.status === 'active' ? t('steps', { count: walk.step_count }) : t(walk.status),
    walk.assigned_to && t('withWhom', { name: walk.assigned_to.name }),
  ];
  return (
    <Link to="/walks/$walkId" params={{ walkId: walk.id }} className={classes.walkRow} data-list-item>
      <span className={classes.walkWords}>
        <span className={classes.walkTitle}>{name}</span>
        <span className={classes.walkFacts}>{facts.filter(Boolean).join(' · ')}</span>
        {walk.waiting_on && (
          <span className={classes.walkWaits}>
            {t('waitingOn', { what: walk.waiting_on })}
            {walk.waiting_until && ` ${t('waitingUntil', { when: exactTime(walk.waiting_until) })}`}
          </span>
        )}
      </span>
      <span className={classes.walkTime}>
        <Time iso={walk.last_step_at} />
      </span>
    </Link>
  );
}
