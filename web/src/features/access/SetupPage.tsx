import { Anchor, Button, Checkbox, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useInstallStarters } from '@/api/flowImports';
import { fieldErrorsOf, troubleOf } from '@/api/problem';
import { setupQuery, useSetUp } from '@/api/session';
import { focusFirst } from '@/lib/focusFirst';
import { ErrorState } from '@/ui/ErrorState';
import { Loaded } from '@/ui/Loaded';
import { notifyProblem } from '@/ui/toast';
import { Frame } from './Frame';
import { FAULTS } from './faults';
import { strings } from './strings';

export function SetupPage() {
  const t = strings.useText();
  const setup = useQuery(setupQuery);
  return (
    <Frame title={t('setupTitle')} intro={setup.data?.needed ? t('setupIntro') : undefined}>
      <Loaded query={setup} explain={troubleOf}>
        {(state) => (state.needed ? <SetupForm tokenNeeded={state.token_needed} /> : <SetUpAlready />)}
      </Loaded>
    </Frame>
  );
}

function SetUpAlready() {
  const t = strings.useText();
  return (
    <Stack gap="xs">
      <Text>{t('setupDone')}</Text>
      <Anchor component={Link} to="/sign-in">
        {t('toSignIn')}
      </Anchor>
    </Stack>
  );
}

function SetupForm({ tokenNeeded }: { tokenNeeded: boolean }) {
  const t = strings.useText();
  const navigate = useNavigate();
  const setUp = useSetUp();
  const install = useInstallStarters();
  const [starters, setStarters] = useState(true);
  const go = (): void => void navigate({ to: '/', replace: true });
  const finish = (): void => {
    if (!starters) {
      go();
      return;
    }
    install.mutate(null, {
      onError: () => notifyProblem(t('startersFailed'), t('startersFailedTitle')),
      onSettled: go,
    });
  };
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { account_name: '', name: '', email: '', password: '', token: '' },
    validate: { ...FAULTS, token: (value) => (tokenNeeded ? FAULTS.token(value) : null) },
  });
  const submit = form.onSubmit(
    ({ token, ...values }) =>
      setUp.mutate(tokenNeeded ? { ...values, token } : values, {
        onSuccess: finish,
        onError: (error) => form.setErrors(fieldErrorsOf(error)),
      }),
    focusFirst(form),
  );
  const field = (name: 'account_name' | 'name' | 'email' | 'password' | 'token') => ({
    required: true,
    ...form.getInputProps(name),
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {setUp.error && <ErrorState trouble={troubleOf(setUp.error)} />}
        <TextInput
          {...field('account_name')}
          key={form.key('account_name')}
          label={t('accountName')}
          description={t('accountNameHelp')}
          autoComplete="organization"
          autoFocus
        />
        <TextInput {...field('name')} key={form.key('name')} label={t('yourName')} autoComplete="name" />
        <TextInput
          {...field('email')}
          key={form.key('email')}
          label={t('email')}
          type="email"
          autoComplete="username"
        />
        <PasswordInput
          {...field('password')}
          key={form.key('password')}
          label={t('newPassword')}
          description={t('newPasswordHelp')}
          autoComplete="new-password"
        />
        {tokenNeeded && (
          <TextInput
            {...field('token')}
            key={form.key('token')}
            label={t('token')}
            description={t('tokenHelp')}
            autoComplete="off"
          />
        )}
        <Checkbox
          label={t('starters')}
          description={t('startersHelp')}
          checked={starters}
          onChange={(event) => setStarters(event.currentTarget.checked)}
        />
        <Button type="submit" loading={setUp.isPending || install.isPending}>
          {t('setupDo')}
        </Button>
      </Stack>
    </form>
  );
}
