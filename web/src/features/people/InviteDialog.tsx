import { Checkbox, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Role } from '@/api/client';
import { useInvite } from '@/api/invitations';
import { useMe } from '@/api/me';
import { fieldErrorsOf, troubleOf } from '@/api/problem';
import { roleChoices, roleHelp } from '@/api/roles';
import { DialogFoot } from '@/ui/DialogFoot';
import { ErrorState } from '@/ui/ErrorState';
import { LinkShown } from './LinkDialog';
import { strings } from './strings';

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = strings.useText();
  const invite = useInvite();
  const made = invite.data;
  return (
    <Modal opened onClose={onClose} title={made ? t('inviteMade') : t('invite')}>
      {made ? (
        <LinkShown link={made.link} expiresAt={made.expires_at} onClose={onClose}>
          {made.mailed && t('inviteMailed')}
        </LinkShown>
      ) : (
        <InviteForm invite={invite} onClose={onClose} />
      )}
    </Modal>
  );
}

function InviteForm({ invite, onClose }: { invite: ReturnType<typeof useInvite>; onClose: () => void }) {
  const t = strings.useText();
  const me = useMe();
  const form = useForm<{ account_role: Role; can_cover_l1: boolean; email: string }>({
    initialValues: { account_role: 'l1_tech', can_cover_l1: false, email: '' },
  });
  const { account_role } = form.values;
  const submit = form.onSubmit((values) =>
    invite.mutate(
      {
        account_role: values.account_role,
        can_cover_l1: values.account_role === 'engineer' && values.can_cover_l1,
        email: values.email.trim() || null,
      },
      { onError: (error) => form.setErrors(fieldErrorsOf(error)) },
    ),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{me.mail_configured ? t('inviteIntroMail') : t('inviteIntro')}</Text>
        {invite.error && <ErrorState trouble={troubleOf(invite.error)} />}
        <Select
          label={t('role')}
          description={roleHelp(account_role)}
          data={roleChoices(me.account_role === 'owner')}
          allowDeselect={false}
          data-autofocus
          {...form.getInputProps('account_role')}
        />
        {account_role === 'engineer' && (
          <Checkbox label={t('coverL1')} {...form.getInputProps('can_cover_l1', { type: 'checkbox' })} />
        )}
        <TextInput
          label={t('inviteEmail')}
          description={me.mail_configured ? t('inviteEmailMail') : t('inviteEmailHelp')}
          type="email"
          autoComplete="off"
          {...form.getInputProps('email')}
        />
        <DialogFoot submit={t('inviteDo')} busy={invite.isPending} onClose={onClose} />
      </Stack>
    </form>
  );
}
