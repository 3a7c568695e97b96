import { ActionIcon, Text, VisuallyHidden } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { type MouseEvent, useId } from 'react';
import { type Notification, useMarkNotification } from '@/api/notifications';
import { troubleOf } from '@/api/problem';
import { IconCheck } from '@/ui/icons';
import { Time } from '@/ui/Time';
import { notifyProblem } from '@/ui/toast';
import classes from './notifications.module.css';
import { strings } from './strings';

interface ItemProps {
  item: Notification;
  /** Called when the person goes to what it is about. */
  onGo?: () => void;
}

/** One notification: the whole row leads to what it is about, and is read by that. */
export function Item({ item, onGo }: ItemProps) {
  const t = strings.useText();
  const router = useRouter();
  const title = useId();
  const mark = useMarkNotification();
  const unread = item.read_at === null;
  const set = (read: boolean): void =>
    mark.mutate(
      { id: item.id, read },
      { onError: (error) => notifyProblem(troubleOf(error).detail, troubleOf(error).title) },
    );
  const go = (event: MouseEvent): void => {
    if (unread) set(true);
    // A new tab is opened by the browser itself.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onGo?.();
    router.history.push(item.link);
  };
  return (
    <li className={classes.item} data-unread={unread || undefined}>
      <a href={item.link} className={classes.link} onClick={go} onAuxClick={go} data-list-item>
        <Text size="sm" fw={unread ? 600 : 400} id={title} component="span" className={classes.title}>
          {unread && <VisuallyHidden>{t('isUnread')} </VisuallyHidden>}
          {item.title}
        </Text>
        {item.body && (
          <Text size="sm" c="dimmed" component="span" lineClamp={2}>
            {item.body}
          </Text>
        )}
        <Text size="xs" c="dimmed" component="span">
          <Time iso={item.created_at} />
        </Text>
      </a>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={unread ? t('read') : t('unread')}
        aria-describedby={title}
        title={unread ? t('read') : t('unread')}
        loading={mark.isPending}
        onClick={() => set(unread)}
      >
        {unread ? <IconCheck /> : <span className={classes.dot} />}
      </ActionIcon>
    </li>
  );
}
