import { PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { fieldErrorsOf } from '@/api/problem';
import { useChangePassword } from '@/api/session';
import { notifyDone } from '@/ui/toast';
import { DeviceList } from './DeviceList';
import { SettingsForm } from './SettingsForm';
import { strings } from './strings';

export function Security() {
  return (
    <Stack gap="lg">
      <PasswordForm />
      <DeviceList />
    </Stack>
  );
}

function PasswordForm() {
  const t = strings.useText();
  const change = useChangePassword();
  const form = useForm({ initialValues: { current_password: '', new_password: '' } });
  const submit = form.onSubmit((values) =>
    change.mutate(values, {
      onSuccess: () => {
        form.reset();
        notifyDone(t('passwordDone'));
      },
      onError: (error) => form.setErrors(fieldErrorsOf(error)),
    }),
  );
  return (
    <SettingsForm
      title={t('passwordTitle')}
      error={change.error}
      busy={change.isPending}
      submit={t('passwordDo')}
      onSubmit={submit}
    >
      <PasswordInput
        label={t('passwordNow')}
        autoComplete="current-password"
        required
        {...form.getInputProps('current_password')}
      />
      <PasswordInput
        label={t('passwordNew')}
        description={t('passwordHelp')}
        autoComplete="new-password"
        minLength={10}
        required
        {...form.getInputProps('new_password')}
      />
    </SettingsForm>
  );
}
