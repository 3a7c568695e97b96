import { Button, Group, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { escalationsQuery } from '@/api/escalations';
import { moreOf, rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { useActions } from '@/lib/keys/useActions';
import { useListKeys } from '@/lib/keys/useListKeys';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { Keys } from '@/ui/Keys';
import { Waiting } from '@/ui/Waiting';
import { strings as common } from '../strings';
import classes from './escalations.module.css';
import { InboxRow } from './InboxRow';
import { type EscalationSearch, filterOf, isNarrowed } from './search';
import { strings } from './strings';
import { useHeld } from './useHeld';

const REFRESH_MS = 30_000;

interface InboxProps {
  search: EscalationSearch;
  read: (id: string) => void;
}

/** The list: what is new waits behind a bar, what left keeps its place, so that nothing moves while it is read. */
export function Inbox({ search, read }: InboxProps) {
  const t = strings.useText();
  const c = common.useText();
  const filter = filterOf(search);
  const query = useInfiniteQuery({
    ...escalationsQuery(filter),
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });
  const asked = JSON.stringify(filter);
  const shownFor = useRef(asked);
  if (!query.isPlaceholderData) shownFor.current = asked;
  const { kept, fresh, showFresh } = useHeld(shownFor.current, query.data ? rowsOf(query.data) : []);
  const list = useListKeys<HTMLDivElement>({
    next: t('next'),
    previous: t('previous'),
    group: c('escalations'),
  });
  const { loadMore, loadingMore } = moreOf(query);
  if (!query.data) {
    if (query.error)
      return <ErrorState trouble={troubleOf(query.error)} retry={() => void query.refetch()} />;
    return <Waiting lines={6} />;
  }
  if (kept.length === 0) {
    return <EmptyState sentence={isNarrowed(search) ? t('narrowedEmpty') : c('escalationsEmpty')} />;
  }
  return (
    <div className={classes.list} ref={list}>
      <ChangesBar fresh={fresh.length} left={kept.some((held) => held.gone)} show={showFresh} />
      {kept.map((held) => (
        <InboxRow
          key={held.row.id}
          held={held}
          search={search}
          onFocus={() => {
            if (search.read !== undefined && search.read !== held.row.id) read(held.row.id);
          }}
        />
      ))}
      <Group justify="space-between" className={classes.foot}>
        <Text size="xs" c="dimmed">
          {t('shown', { count: kept.length })}
        </Text>
        {loadMore && (
          <Button size="xs" variant="default" onClick={loadMore} loading={loadingMore}>
            {t('loadMore')}
          </Button>
        )}
      </Group>
    </div>
  );
}

/** What changed since the list was opened waits here until the person asks for it. */
function ChangesBar({ fresh, left, show }: { fresh: number; left: boolean; show: () => void }) {
  const t = strings.useText();
  const c = common.useText();
  const changed = fresh > 0 || left;
  useActions([
    {
      id: 'escalations.fresh',
      label: t('showFresh'),
      group: c('escalations'),
      keys: 'r',
      run: show,
      disabled: !changed,
    },
  ]);
  return (
    <div role="status" className={classes.bar}>
      {changed && (
        <Button fullWidth variant="light" onClick={show} rightSection={<Keys keys="r" />}>
          {fresh > 0 ? t('fresh', { count: fresh }) : t('left')}
        </Button>
      )}
    </div>
  );
}
