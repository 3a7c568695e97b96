import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { isProblem, troubleOf } from '@/api/problem';
import { useAskForReset } from '@/api/session';
import { focusFirst } from '@/lib/focusFirst';
import { ErrorState } from '@/ui/ErrorState';
import { Frame } from './Frame';
import { FAULTS } from './faults';
import { strings } from './strings';

export function ForgottenPage() {
  const t = strings.useText();
  const ask = useAskForReset();
  const noMail = isProblem(ask.error, 'mail_not_configured');
  return (
    <Frame title={t('forgottenTitle')} intro={ask.data || noMail ? undefined : t('forgottenIntro')}>
      <Stack>
        {ask.data && <Text role="status">{ask.data.detail}</Text>}
        {noMail && <Text role="status">{t('forgottenNoMail')}</Text>}
        {!ask.data && !noMail && <AskForm ask={ask} />}
        <Anchor component={Link} to="/sign-in" size="sm">
          {t('toSignIn')}
        </Anchor>
      </Stack>
    </Frame>
  );
}

function AskForm({ ask }: { ask: ReturnType<typeof useAskForReset> }) {
  const t = strings.useText();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '' },
    validate: { email: FAULTS.email },
  });
  return (
    <form onSubmit={form.onSubmit((values) => ask.mutate(values), focusFirst(form))} noValidate>
      <Stack>
        {ask.error && <ErrorState trouble={troubleOf(ask.error)} />}
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          required
          autoFocus
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <Button type="submit" loading={ask.isPending}>
          {t('forgottenDo')}
        </Button>
      </Stack>
    </form>
  );
}
