import { Modal, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMakeClient } from '@/api/clients';
import { isProblem, troubleOf } from '@/api/problem';
import { DialogFoot } from '@/ui/DialogFoot';
import { ErrorState } from '@/ui/ErrorState';
import { strings } from './strings';

export function NewClientDialog({ onClose }: { onClose: () => void }) {
  const t = strings.useText();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const make = useMakeClient(
    (client) => void navigate({ to: '/clients/$clientId', params: { clientId: client.id } }),
  );
  const taken = isProblem(make.error, 'client_name_taken');
  return (
    <Modal opened onClose={onClose} title={t('new')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) make.mutate(name.trim());
        }}
      >
        <Stack>
          {make.error && !taken && <ErrorState trouble={troubleOf(make.error)} />}
          <TextInput
            label={t('name')}
            required
            data-autofocus
            maxLength={200}
            value={name}
            error={taken ? t('taken') : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <DialogFoot submit={t('make')} busy={make.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
