import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { fieldErrorsOf, troubleOf } from '@/api/problem';
import { useSignIn } from '@/api/session';
import { ErrorState } from '@/ui/ErrorState';
import { Frame } from './Frame';
import { FAULTS, passwordMissing } from './faults';
import { signInRoute } from './index';
import { strings } from './strings';

export function SignInPage() {
  const t = strings.useText();
  const router = useRouter();
  const { next } = signInRoute.useSearch();
  const signIn = useSignIn();
  const [missing, setMissing] = useState<{ email?: string | null; password?: string | null }>({});
  const faults = { ...missing, ...fieldErrorsOf(signIn.error) };
  // Read from the fields themselves: a password manager fills them without a word.
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const [email, password] = [String(given.get('email')), String(given.get('password'))];
    const found = { email: FAULTS.email(email), password: passwordMissing(password) };
    setMissing(found);
    const first = found.email ? 'email' : found.password && 'password';
    if (first) {
      event.currentTarget.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
      return;
    }
    signIn.mutate({ email, password }, { onSuccess: () => router.history.replace(next ?? '/') });
  };
  return (
    <Frame title={t('signIn')}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {signIn.error && <ErrorState trouble={troubleOf(signIn.error)} />}
          <TextInput
            name="email"
            label={t('email')}
            type="email"
            autoComplete="username"
            required
            data-autofocus
            autoFocus
            error={faults.email}
          />
          <PasswordInput
            name="password"
            label={t('password')}
            autoComplete="current-password"
            required
            error={faults.password}
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
