import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import type { FormEvent } from 'react';
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
  const faults = fieldErrorsOf(signIn.error);
  // Read from the fields themselves: a password manager fills them without a word.
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    signIn.mutate(
      { email: String(given.get('email')), password: String(given.get('password')) },
      { onSuccess: () => router.history.replace(next ?? '/') },
    );
  };
  return (
    <Frame title={t('signIn')}>
      <form onSubmit={submit}>
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
