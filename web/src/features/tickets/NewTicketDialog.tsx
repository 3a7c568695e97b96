import { Modal, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { fieldErrorsOf, troubleOf } from '@/api/problem';
import { useMakeTicket } from '@/api/tickets';
import { clearDraft, readDraft, writeDraft } from '@/lib/drafts';
import { DialogFoot } from '@/ui/DialogFoot';
import { ErrorState } from '@/ui/ErrorState';
import { NEW_FIELDS, newTicketOf, type TicketFields } from './fields';
import { strings } from './strings';
import { TicketForm } from './TicketForm';

const DRAFT = 'new-ticket';

export function NewTicketDialog({ onClose }: { onClose: () => void }) {
  const t = strings.useText();
  const navigate = useNavigate();
  const [fields, setFields] = useState<TicketFields>(
    () => readDraft<TicketFields>(DRAFT)?.value ?? NEW_FIELDS,
  );
  const [externalId, setExternalId] = useState('');
  const make = useMakeTicket((ticket) => {
    clearDraft(DRAFT);
    void navigate({ to: '/tickets/$ticketId', params: { ticketId: ticket.id } });
  });
  const set = (part: Partial<TicketFields>): void => {
    const next = { ...fields, ...part };
    setFields(next);
    writeDraft(DRAFT, next);
  };
  return (
    <Modal opened onClose={onClose} title={t('newTicket')} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (fields.title.trim()) make.mutate(newTicketOf(fields, externalId));
        }}
      >
        <Stack>
          {make.error && <ErrorState trouble={troubleOf(make.error)} />}
          <TicketForm fields={fields} set={set} errors={fieldErrorsOf(make.error)} />
          <TextInput
            label={t('externalId')}
            description={t('externalIdHelp')}
            maxLength={64}
            value={externalId}
            onChange={(event) => setExternalId(event.currentTarget.value)}
          />
          <DialogFoot submit={t('make')} busy={make.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
