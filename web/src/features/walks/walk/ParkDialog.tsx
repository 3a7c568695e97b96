import { Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { troubleOf } from '@/api/problem';
import { usePark, type Walk } from '@/api/walks';
import { DialogFoot } from '@/ui/DialogFoot';
import { ErrorState } from '@/ui/ErrorState';
import { strings } from '../strings';

/** Parks the walk: what it waits on, and until when at most. */
export function ParkDialog({ walk, onClose }: { walk: Walk; onClose: () => void }) {
  const t = strings.useText();
  const [what, setWhat] = useState('');
  const [until, setUntil] = useState('');
  const park = usePark(walk.id);
  const past = until !== '' && new Date(until).getTime() < Date.now();
  const send = (): void => {
    const waiting_until = until ? new Date(until).toISOString() : null;
    if (what.trim() && !past) park.mutate({ waiting_on: what.trim(), waiting_until }, { onSuccess: onClose });
  };
  return (
    <Modal opened onClose={onClose} title={t('parkTitle')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
        }}
      >
        <Stack>
          {park.error && <ErrorState trouble={troubleOf(park.error)} />}
          <TextInput
            label={t('parkOn')}
            placeholder={t('parkHint')}
            maxLength={500}
            required
            data-autofocus
            value={what}
            onChange={(event) => setWhat(event.currentTarget.value)}
          />
          <TextInput
            label={t('parkUntil')}
            type="datetime-local"
            value={until}
            error={past && t('parkPast')}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          <DialogFoot submit={t('parkDo')} busy={park.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
