import { Anchor, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay } from '@/api/me';
import { rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { openWalksQuery, type WalkBrief, walksQuery } from '@/api/walks';
import { useListKeys } from '@/lib/keys/useListKeys';
import { useNow } from '@/lib/now';
import { Loaded } from '@/ui/Loaded';
import { Panel } from '@/ui/Panel';
import { strings } from '../strings';
import { inWaitingOrder } from '../tabs/order';
import { WalkRow } from '../WalkRow';

const RECENT = 5;

/** My open walks, those that wait for something, and the last that ended; `j` and `k` move, Enter opens. */
export function MyWalks() {
  const t = strings.useText();
  const mayWalk = useMay('do_l1_work');
  const open = useQuery(openWalksQuery);
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
        {(walks) => {
          const waiting = inWaitingOrder(walks);
          return (
            <>
              {waiting.length > 0 && (
                <WalkList title={t('waiting')} walks={waiting}>
                  <Anchor component={Link} to="/waiting" size="sm">
                    {t('allWaiting')}
                  </Anchor>
                </WalkList>
              )}
              <WalkList
                title={t('openWalks')}
                walks={walks.filter((walk) => walk.waiting_on === null)}
                empty={t(mayWalk ? 'noOpenWalks' : 'noOpenWalksRead')}
              />
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
  children?: ReactNode;
}

function WalkList({ title, walks, empty, children }: WalkListProps) {
  const now = useNow();
  return (
    <Panel title={title}>
      {walks.length === 0 && <Text c="dimmed">{empty}</Text>}
      {walks.map((walk) => (
        <WalkRow key={walk.id} walk={walk} now={now} />
      ))}
      {children}
    </Panel>
  );
}
