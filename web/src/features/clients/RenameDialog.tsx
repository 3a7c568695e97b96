import { Modal, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Client, clientKey, useRenameClient } from '@/api/clients';
import { isProblem, troubleOf } from '@/api/problem';
import { DialogFoot } from '@/ui/DialogFoot';
import { ErrorState } from '@/ui/ErrorState';
import { strings } from './strings';

export function RenameDialog({ client, onClose }: { client: Client; onClose: () => void }) {
  const t = strings.useText();
  const queries = useQueryClient();
  const [name, setName] = useState(client.name);
  const rename = useRenameClient((saved) => {
    queries.setQueryData(clientKey(saved.id), saved);
    onClose();
  });
  const taken = isProblem(rename.error, 'client_name_taken');
  return (
    <Modal opened onClose={onClose} title={t('rename')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) rename.mutate({ client, name: name.trim() });
        }}
      >
        <Stack>
          {rename.error && !taken && <ErrorState trouble={troubleOf(rename.error)} />}
          <TextInput
            label={t('name')}
            required
            data-autofocus
            maxLength={200}
            value={name}
            error={taken ? t('taken') : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <DialogFoot submit={t('save')} busy={rename.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
