import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { meKey, useChangeMe, useMe } from '@/api/me';
import { fieldErrorsOf } from '@/api/problem';
import { setTimeZone } from '@/lib/time';
import { notifyDone } from '@/ui/toast';
import { SettingsForm } from './SettingsForm';
import { strings } from './strings';

export function Profile() {
  const me = useMe();
  return <ProfileForm key={me.version} />;
}

function ProfileForm() {
  const t = strings.useText();
  const me = useMe();
  const client = useQueryClient();
  const change = useChangeMe();
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  const form = useForm({ initialValues: { name: me.name, time_zone: me.time_zone } });
  const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const submit = form.onSubmit((values) =>
    change.mutate(
      { version: me.version, change: values },
      {
        onSuccess: (saved) => {
          setTimeZone(saved.time_zone);
          notifyDone(t('saved'));
        },
        onError: (error) => form.setErrors(fieldErrorsOf(error)),
      },
    ),
  );
  return (
    <SettingsForm
      error={change.error}
      busy={change.isPending}
      onSubmit={submit}
      reload={() => void client.invalidateQueries({ queryKey: meKey })}
    >
      <TextInput label={t('name')} required autoComplete="name" {...form.getInputProps('name')} />
      <TextInput label={t('email')} description={t('emailHelp')} value={me.email} readOnly />
      <Select
        label={t('timeZone')}
        description={t('timeZoneHelp')}
        placeholder={t('timeZoneDevice', { zone: device })}
        data={zones}
        searchable
        clearable
        limit={50}
        {...form.getInputProps('time_zone')}
      />
    </SettingsForm>
  );
}
