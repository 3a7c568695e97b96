import { ActionIcon, Menu } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { type User, useDeactivateUser, useMakeResetLink, useReactivateUser } from '@/api/users';
import { IconMore } from '@/ui/icons';
import { notifyProblem, notifyUndo } from '@/ui/toast';
import { LinkDialog } from './LinkDialog';
import { strings } from './strings';

/** What an owner or admin does to one person besides changing them. */
export function UserMenu({ user, edit }: { user: User; edit: () => void }) {
  const t = strings.useText();
  const me = useMe();
  const deactivate = useDeactivateUser();
  const reactivate = useReactivateUser();
  const resetLink = useMakeResetLink();
  const [link, setLink] = useState<{ link: string; expires_at: string } | null>(null);
  const onError = (error: Error): void => notifyProblem(troubleOf(error).detail, troubleOf(error).title);

  const letIn = (): void => reactivate.mutate(user.id, { onError });
  const shutOut = (): void =>
    deactivate.mutate(user.id, {
      onSuccess: () =>
        notifyUndo(t('deactivatedDone', { name: user.name }), () => reactivate.mutateAsync(user.id)),
      onError,
    });
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon size={24} variant="subtle" color="gray" aria-label={t('actions', { name: user.name })}>
            <IconMore />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={edit}>{t('edit')}</Menu.Item>
          {!user.deleted_at && (
            <Menu.Item onClick={() => resetLink.mutate(user.id, { onSuccess: setLink, onError })}>
              {t('resetLink')}
            </Menu.Item>
          )}
          {user.deleted_at && <Menu.Item onClick={letIn}>{t('reactivate')}</Menu.Item>}
          {!user.deleted_at && user.id !== me.id && (
            <Menu.Item onClick={shutOut}>{t('deactivate')}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {link && (
        <LinkDialog
          title={t('resetMade', { name: user.name })}
          link={link.link}
          expiresAt={link.expires_at}
          onClose={() => setLink(null)}
        />
      )}
    </>
  );
}
