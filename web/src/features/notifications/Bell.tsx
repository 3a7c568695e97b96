import { Popover, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { unreadQuery } from '@/api/notifications';
import { IconBell } from '@/ui/icons';
import { BellPanel } from './BellPanel';
import classes from './notifications.module.css';
import { strings } from './strings';

const MOST_SHOWN = 99;

/** The bell with the number of unread notifications, and the newest ones under it. */
export function Bell() {
  const t = strings.useText();
  const [opened, setOpened] = useState(false);
  const { data: unread = 0 } = useQuery(unreadQuery);
  const name = unread > 0 ? t('bellUnread', { count: unread }) : t('bell');
  const close = (): void => setOpened(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <UnstyledButton
          className={classes.bell}
          aria-label={name}
          title={name}
          onClick={() => setOpened((before) => !before)}
        >
          <IconBell />
          {unread > 0 && (
            <span className={classes.count} aria-hidden="true">
              {unread > MOST_SHOWN ? t('many') : unread}
            </span>
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel} aria-label={t('notifications')}>
        {opened && <BellPanel onClose={close} />}
      </Popover.Dropdown>
    </Popover>
  );
}
