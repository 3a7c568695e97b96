import { Checkbox, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Role } from '@/api/client';
import { useMe } from '@/api/me';
import { fieldErrorsOf, troubleOf } from '@/api/problem';
import { roleChoices, roleHelp } from '@/api/roles';
import { type User, useChangeUser } from '@/api/users';
import { DialogFoot } from '@/ui/DialogFoot';
import { ErrorState } from '@/ui/ErrorState';
import { strings } from './strings';

export function UserDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const t = strings.useText();
  const me = useMe();
  const change = useChangeUser();
  const form = useForm<{ name: string; account_role: Role; can_cover_l1: boolean }>({
    initialValues: { name: user.name, account_role: user.account_role, can_cover_l1: user.can_cover_l1 },
  });
  const { account_role } = form.values;
  const submit = form.onSubmit((values) =>
    change.mutate(
      {
        user,
        change: { ...values, can_cover_l1: values.account_role === 'engineer' && values.can_cover_l1 },
      },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldErrorsOf(error)) },
    ),
  );
  const byOwner = me.account_role === 'owner' || user.account_role === 'owner';
  return (
    <Modal opened onClose={onClose} title={t('editTitle', { name: user.name })}>
      <form onSubmit={submit}>
        <Stack>
          {change.error && <ErrorState trouble={troubleOf(change.error)} />}
          <Text size="sm" c="dimmed">
            {user.email}
          </Text>
          <TextInput label={t('name')} required data-autofocus {...form.getInputProps('name')} />
          <Select
            label={t('role')}
            description={roleHelp(account_role)}
            data={roleChoices(byOwner)}
            allowDeselect={false}
            {...form.getInputProps('account_role')}
          />
          {account_role === 'engineer' && (
            <Checkbox label={t('coverL1')} {...form.getInputProps('can_cover_l1', { type: 'checkbox' })} />
          )}
          <DialogFoot submit={t('save')} busy={change.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
