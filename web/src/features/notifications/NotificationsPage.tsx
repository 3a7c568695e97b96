import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type Notification, notificationsQuery } from '@/api/notifications';
import { moreOf, rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { useListKeys } from '@/lib/keys/useListKeys';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { Panel } from '@/ui/Panel';
import { Item } from './Item';
import { notificationsRoute } from './index';
import classes from './notifications.module.css';
import { ReadAll } from './ReadAll';
import { strings } from './strings';

/** Everything a person was told in the last 90 days. */
export function NotificationsPage() {
  const t = strings.useText();
  const navigate = useNavigate();
  const { unread } = notificationsRoute.useSearch();
  const query = useInfiniteQuery(notificationsQuery(unread ?? false));
  const show = (only: boolean): void =>
    void navigate({ to: '/notifications', search: { unread: only || undefined }, replace: true });
  return (
    <Stack>
      <PageHeader title={t('notifications')} />
      <Group justify="space-between">
        <Checkbox
          label={t('onlyUnread')}
          checked={unread ?? false}
          onChange={(event) => show(event.currentTarget.checked)}
        />
        <ReadAll items={query.data ? rowsOf(query.data) : []} />
      </Group>
      <Loaded query={query} explain={troubleOf}>
        {(data) => {
          const rows = rowsOf(data);
          if (rows.length > 0) return <Rows rows={rows} {...moreOf(query)} />;
          return unread ? (
            <EmptyState sentence={t('noneUnread')} action={{ label: t('showAll'), run: () => show(false) }} />
          ) : (
            <EmptyState sentence={t('none')} />
          );
        }}
      </Loaded>
    </Stack>
  );
}

interface RowsProps {
  rows: readonly Notification[];
  loadMore?: () => void;
  loadingMore: boolean;
}

function Rows({ rows, loadMore, loadingMore }: RowsProps) {
  const t = strings.useText();
  const list = useListKeys<HTMLUListElement>({
    next: t('next'),
    previous: t('previous'),
    group: t('notifications'),
  });
  return (
    <Panel padded={false}>
      <ul ref={list} className={classes.list} aria-label={t('notifications')}>
        {rows.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
      {loadMore && (
        <Group justify="center" p="sm">
          <Button variant="default" onClick={loadMore} loading={loadingMore}>
            {t('more')}
          </Button>
        </Group>
      )}
    </Panel>
  );
}
