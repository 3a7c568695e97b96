import { Modal, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { fieldErrorsOf, troubleOf } from '@/api/problem';
import { type Team, useChangeTeam, useMakeTeam } from '@/api/teams';
import { directoryQuery } from '@/api/users';
import { DialogFoot } from '@/ui/DialogFoot';
import { ErrorState } from '@/ui/ErrorState';
import { strings } from './strings';

/** Makes a team, or changes `team`. */
export function TeamDialog({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const t = strings.useText();
  const make = useMakeTeam();
  const change = useChangeTeam();
  const directory = useQuery(directoryQuery);
  const form = useForm({
    initialValues: { name: team?.name ?? '', member_ids: team?.members.map((member) => member.id) ?? [] },
  });
  const error = make.error ?? change.error;
  const after = { onSuccess: onClose, onError: (found: Error) => form.setErrors(fieldErrorsOf(found)) };
  const submit = form.onSubmit((values) =>
    team ? change.mutate({ team, change: values }, after) : make.mutate(values, after),
  );
  return (
    <Modal opened onClose={onClose} title={team ? t('changeTeam', { name: team.name }) : t('makeTeam')}>
      <form onSubmit={submit}>
        <Stack>
          {error && <ErrorState trouble={troubleOf(error)} />}
          <TextInput
            label={t('teamName')}
            required
            maxLength={100}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <MultiSelect
            label={t('members')}
            searchable
            data={directory.data?.map((person) => ({ value: person.id, label: person.name })) ?? []}
            {...form.getInputProps('member_ids')}
          />
          <DialogFoot
            submit={team ? t('save') : t('makeTeam')}
            busy={make.isPending || change.isPending}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
