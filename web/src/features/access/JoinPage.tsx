import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Schemas } from '@/api/client';
import { openedInvitationQuery, useAcceptInvitation } from '@/api/invitations';
import { fieldErrorsOf, isProblem, troubleOf } from '@/api/problem';
import { roleName } from '@/api/roles';
import { focusFirst } from '@/lib/focusFirst';
import { ErrorState } from '@/ui/ErrorState';
import { Loaded } from '@/ui/Loaded';
import { Frame } from './Frame';
import { FAULTS } from './faults';
import { LinkMissing } from './LinkMissing';
import { strings } from './strings';
import { useLinkToken } from './token';

export function JoinPage() {
  const t = strings.useText();
  const token = useLinkToken();
  return token === null ? <LinkMissing title={t('joinPlain')} /> : <Invitation token={token} />;
}

function Invitation({ token }: { token: string }) {
  const t = strings.useText();
  const invitation = useQuery(openedInvitationQuery(token));
  const opened = invitation.data;
  const intro =
    opened && t('joinIntro', { person: opened.invited_by_name, role: roleName(opened.account_role) });
  return (
    <Frame title={opened ? t('joinTitle', { account: opened.account_name }) : t('joinPlain')} intro={intro}>
      {isProblem(invitation.error, 404, 410) ? (
        <Stack>
          <ErrorState trouble={troubleOf(invitation.error)} />
          <Anchor component={Link} to="/sign-in" size="sm">
            {t('toSignIn')}
          </Anchor>
        </Stack>
      ) : (
        <Loaded query={invitation} explain={troubleOf}>
          {(shown) => <JoinForm token={token} invitation={shown} />}
        </Loaded>
      )}
    </Frame>
  );
}

function JoinForm({ token, invitation }: { token: string; invitation: Schemas['InvitationOpened'] }) {
  const t = strings.useText();
  const navigate = useNavigate();
  const accept = useAcceptInvitation();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', email: invitation.email ?? '', password: '' },
    validate: { name: FAULTS.name, email: FAULTS.email, password: FAULTS.password },
  });
  const submit = form.onSubmit(
    (values) =>
      accept.mutate(
        { token, ...values },
        {
          onSuccess: () => void navigate({ to: '/', replace: true }),
          onError: (error) => form.setErrors(fieldErrorsOf(error)),
        },
      ),
    focusFirst(form),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {accept.error && <ErrorState trouble={troubleOf(accept.error)} />}
        <TextInput
          label={t('yourName')}
          autoComplete="name"
          required
          autoFocus
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          required
          readOnly={invitation.email !== null}
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('newPassword')}
          description={t('newPasswordHelp')}
          autoComplete="new-password"
          required
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={accept.isPending}>
          {t('joinDo')}
        </Button>
      </Stack>
    </form>
  );
}
