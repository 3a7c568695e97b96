import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMakeApiKey } from '@/api/apiKeys';
import type { Role } from '@/api/client';
import { useMe } from '@/api/me';
import { fieldErrorsOf, troubleOf } from '@/api/problem';
import { ROLES, roleHelp, roleName } from '@/api/roles';
import { CopyButton } from '@/ui/CopyButton';
import { DialogFoot } from '@/ui/DialogFoot';
import { ErrorState } from '@/ui/ErrorState';
import classes from './settings.module.css';
import { strings } from './strings';

const DAY_MS = 24 * 3_600_000;

export function KeyDialog({ onClose }: { onClose: () => void }) {
  const t = strings.useText();
  const make = useMakeApiKey();
  return (
    <Modal opened onClose={onClose} title={make.data ? t('keyMade') : t('makeKey')}>
      {make.data ? (
        <KeyShown secret={make.data.secret} onClose={onClose} />
      ) : (
        <KeyForm make={make} onClose={onClose} />
      )}
    </Modal>
  );
}

function KeyShown({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = strings.useText();
  return (
    <Stack>
      <Text size="sm">{t('keyOnce')}</Text>
      <div className={classes.secret}>{secret}</div>
      <Group justify="flex-end" gap="xs">
        <CopyButton text={secret} label={t('copyKey')} variant="filled" />
        <Button variant="default" onClick={onClose}>
          {t('done')}
        </Button>
      </Group>
    </Stack>
  );
}

function KeyForm({ make, onClose }: { make: ReturnType<typeof useMakeApiKey>; onClose: () => void }) {
  const t = strings.useText();
  const me = useMe();
  const own = ROLES.slice(ROLES.indexOf(me.account_role));
  const form = useForm<{ name: string; role: Role; days: string }>({
    initialValues: { name: '', role: own.at(-1) ?? me.account_role, days: '90' },
  });
  const submit = form.onSubmit(({ name, role, days }) => {
    const expires_at = days === '0' ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString();
    make.mutate({ name, role, expires_at }, { onError: (error) => form.setErrors(fieldErrorsOf(error)) });
  });
  return (
    <form onSubmit={submit}>
      <Stack>
        {make.error && <ErrorState trouble={troubleOf(make.error)} />}
        <TextInput
          label={t('keyName')}
          description={t('keyNameHelp')}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Select
          label={t('keyRole')}
          description={roleHelp(form.values.role)}
          data={own.map((role) => ({ value: role, label: roleName(role) }))}
          allowDeselect={false}
          {...form.getInputProps('role')}
        />
        <Select
          label={t('keyEnds')}
          data={[
            { value: '30', label: t('in30') },
            { value: '90', label: t('in90') },
            { value: '365', label: t('in365') },
            { value: '0', label: t('never') },
          ]}
          allowDeselect={false}
          {...form.getInputProps('days')}
        />
        <DialogFoot submit={t('makeKey')} busy={make.isPending} onClose={onClose} />
      </Stack>
    </form>
  );
}
