import { Button } from '@mantine/core';
import { type Notification, useMarkAllRead, useUnmarkAll } from '@/api/notifications';
import { troubleOf } from '@/api/problem';
import { notifyProblem, notifyUndo } from '@/ui/toast';
import { strings } from './strings';

/** Marks as read everything up to the newest of `items`; not there when none of them is unread. */
export function ReadAll({ items }: { items: readonly Notification[] }) {
  const t = strings.useText();
  const unmark = useUnmarkAll();
  const mark = useMarkAllRead((done) =>
    notifyUndo(t('allRead', { count: done.count }), () => unmark.mutateAsync(done.read_at)),
  );
  const newest = items[0];
  if (newest === undefined || items.every((item) => item.read_at !== null)) return null;
  const run = (): void =>
    mark.mutate(newest.id, {
      onError: (error) => notifyProblem(troubleOf(error).detail, troubleOf(error).title),
    });
  return (
    <Button size="compact-sm" variant="subtle" onClick={run} loading={mark.isPending}>
      {t('readAll')}
    </Button>
  );
}
