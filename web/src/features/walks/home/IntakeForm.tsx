import {
  Autocomplete,
  Button,
  Collapse,
  Group,
  Select,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type FormEvent, type RefObject, useId } from 'react';
import { useClientChoice } from '@/api/clients';
import { useMe } from '@/api/me';
import { PRIORITIES, type Priority } from '@/api/tickets';
import { useActions } from '@/lib/keys/useActions';
import { Keys } from '@/ui/Keys';
import { PickOrMake } from '@/ui/PickOrMake';
import { strings } from '../strings';
import classes from '../walks.module.css';
import type { IntakeDraft } from './draft';

interface IntakeFormProps {
  draft: IntakeDraft;
  onChange: (draft: IntakeDraft) => void;
  onStart: () => void;
  busy: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** The problem in the caller's words, the ticket, and what else is known about it. */
export function IntakeForm({ draft, onChange, onStart, busy, field }: IntakeFormProps) {
  const t = strings.useText();
  const details = useId();
  const [opened, { toggle }] = useDisclosure(Boolean(draft.contact || draft.asset || draft.clientId));
  const ready = draft.problem.trim() !== '' && !busy;
  const start = (event?: FormEvent): void => {
    event?.preventDefault();
    if (ready) onStart();
  };
  useActions([
    {
      id: 'intake.start',
      label: t('start'),
      group: t('home'),
      keys: 'mod+Enter',
      run: start,
      disabled: !ready,
    },
  ]);
  const set = (part: Partial<IntakeDraft>): void => onChange({ ...draft, ...part });
  return (
    <form onSubmit={start}>
      <Stack gap="sm">
        <Textarea
          ref={field}
          aria-label={t('problem')}
          placeholder={t('problemHint')}
          autosize
          minRows={3}
          maxRows={12}
          size="md"
          maxLength={20_000}
          value={draft.problem}
          onChange={(event) => set({ problem: event.currentTarget.value })}
          autoFocus
          data-autofocus
        />
        <Group align="flex-end" gap="sm">
          <TextInput
            className={classes.ticketField}
            label={t('ticketId')}
            placeholder={t('ticketHint')}
            maxLength={64}
            value={draft.ticketId}
            onChange={(event) => set({ ticketId: event.currentTarget.value, kind: 'psa' })}
          />
          <Button type="submit" disabled={!ready} loading={busy} rightSection={<Keys keys="mod+Enter" />}>
            {t('start')}
          </Button>
        </Group>
        <UnstyledButton
          className={classes.fold}
          onClick={toggle}
          aria-expanded={opened}
          aria-controls={details}
        >
          {opened ? '▾' : '▸'} {t('details')}
        </UnstyledButton>
        <Collapse expanded={opened} id={details}>
          <Details draft={draft} set={set} />
        </Collapse>
      </Stack>
    </form>
  );
}

function Details({ draft, set }: { draft: IntakeDraft; set: (part: Partial<IntakeDraft>) => void }) {
  const t = strings.useText();
  const me = useMe();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      <ClientField value={draft.clientId} onChange={(clientId) => set({ clientId })} />
      <TextInput
        label={t('contact')}
        maxLength={200}
        value={draft.contact}
        onChange={(event) => set({ contact: event.currentTarget.value })}
      />
      <TextInput
        label={t('asset')}
        maxLength={200}
        value={draft.asset}
        onChange={(event) => set({ asset: event.currentTarget.value })}
      />
      <Autocomplete
        label={t('category')}
        data={me.l1_categories ?? []}
        maxLength={100}
        value={draft.category ?? ''}
        onChange={(category) => set({ category: category || null })}
      />
      <Select
        label={t('priority')}
        data={PRIORITIES.map((value) => ({ value, label: t(value) }))}
        value={draft.priority}
        allowDeselect={false}
        onChange={(value) => set({ priority: (value ?? 'normal') as Priority })}
      />
    </SimpleGrid>
  );
}

function ClientField({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const t = strings.useText();
  const { choices, onWords, missing, make, busy } = useClientChoice(onChange);
  return (
    <PickOrMake
      label={t('client')}
      value={value}
      onChange={onChange}
      choices={choices}
      onWords={onWords}
      nothing={t('clientNone')}
      make={missing === null ? null : { label: t('clientMake', { name: missing }), run: make, busy }}
    />
  );
}
