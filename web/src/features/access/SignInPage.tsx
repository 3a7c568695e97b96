import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link, useRouter } from '@tanstack/react-router';
import { fieldErrorsOf, troubleOf } from '@/api/problem';
import { useSignIn } from '@/api/session';
import { ErrorState } from '@/ui/ErrorState';
import { Frame } from './Frame';
import { signInRoute } from './index';
import { strings } from './strings';

export function SignInPage() {
  const t = strings.useText();
  const router = useRouter();
  const { next } = signInRoute.useSearch();
  const signIn = useSignIn();
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '' } });
  const submit = form.onSubmit((values) =>
    signIn.mutate(values, {
      onSuccess: () => router.history.replace(next ?? '/'),
      onError: (error) => form.setErrors(fieldErrorsOf(error)),
    }),
  );
  return (
    <Frame title={t('signIn')}>
      <form onSubmit={submit}>
        <Stack>
          {signIn.error && <ErrorState trouble={troubleOf(signIn.error)} />}
          <TextInput
            label={t('email')}
            type="email"
            autoComplete="username"
            required
            data-autofocus
            autoFocus
            key={form.key('email')}
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('password')}
            autoComplete="current-password"
            required
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={signIn.isPending}>
            {t('signIn')}
          </Button>
          <Anchor component={Link} to="/forgotten" size="sm">
            {t('forgotten')}
          </Anchor>
        </Stack>
      </form>
    </Frame>
  );
}
