import { Box, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { newestNotificationsQuery } from '@/api/notifications';
import { troubleOf } from '@/api/problem';
import { Loaded } from '@/ui/Loaded';
import { Item } from './Item';
import classes from './notifications.module.css';
import { ReadAll } from './ReadAll';
import { strings } from './strings';

/** The newest notifications, under the bell. */
export function BellPanel({ onClose }: { onClose: () => void }) {
  const t = strings.useText();
  const query = useQuery(newestNotificationsQuery);
  const items = query.data?.items ?? [];
  return (
    <>
      <div className={classes.head}>
        <Text fw={600} size="sm">
          {t('notifications')}
        </Text>
        <ReadAll items={items} />
      </div>
      <div className={classes.scroll}>
        <Loaded query={query} explain={troubleOf} lines={3}>
          {() =>
            items.length === 0 ? (
              <Box p="sm">
                <Text size="sm" c="dimmed">
                  {t('none')}
                </Text>
              </Box>
            ) : (
              <ul className={classes.list} aria-label={t('notifications')}>
                {items.map((item) => (
                  <Item key={item.id} item={item} onGo={onClose} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
      <div className={classes.foot}>
        <Link to="/notifications" className={classes.more} onClick={onClose}>
          {t('seeAll')}
        </Link>
        <Link to="/settings" search={{ tab: 'notifications' }} className={classes.more} onClick={onClose}>
          {t('settings')}
        </Link>
      </div>
    </>
  );
}
