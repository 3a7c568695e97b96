import { Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { fieldErrorsOf, troubleOf } from '@/api/problem';
import { useFinishReset } from '@/api/session';
import { focusFirst } from '@/lib/focusFirst';
import { ErrorState } from '@/ui/ErrorState';
import { notifyDone } from '@/ui/toast';
import { Frame } from './Frame';
import { FAULTS } from './faults';
import { LinkMissing } from './LinkMissing';
import { strings } from './strings';
import { useLinkToken } from './token';

export function ResetPage() {
  const t = strings.useText();
  const token = useLinkToken();
  return token === null ? <LinkMissing title={t('resetTitle')} /> : <ResetForm token={token} />;
}

function ResetForm({ token }: { token: string }) {
  const t = strings.useText();
  const navigate = useNavigate();
  const reset = useFinishReset();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: { password: FAULTS.password },
  });
  const done = (): void => {
    notifyDone(t('resetDone'));
    void navigate({ to: '/sign-in', replace: true });
  };
  const submit = form.onSubmit(
    ({ password }) =>
      reset.mutate(
        { token, password },
        { onSuccess: done, onError: (error) => form.setErrors(fieldErrorsOf(error)) },
      ),
    focusFirst(form),
  );
  return (
    <Frame title={t('resetTitle')} intro={t('resetIntro')}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {reset.error && <ErrorState trouble={troubleOf(reset.error)} />}
          <PasswordInput
            label={t('newPassword')}
            description={t('newPasswordHelp')}
            autoComplete="new-password"
            required
            autoFocus
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={reset.isPending}>
            {t('resetDo')}
          </Button>
        </Stack>
      </form>
    </Frame>
  );
}
