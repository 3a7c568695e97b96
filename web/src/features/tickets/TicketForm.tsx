import { Autocomplete, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useClientChoice } from '@/api/clients';
import { useMe } from '@/api/me';
import { PRIORITIES, type Priority } from '@/api/tickets';
import { directoryQuery } from '@/api/users';
import { PickOrMake } from '@/ui/PickOrMake';
import type { TicketFields } from './fields';
import { strings } from './strings';

interface TicketFormProps {
  fields: TicketFields;
  set: (part: Partial<TicketFields>) => void;
  errors?: Record<string, string>;
}

/** The fields that a new ticket and an old one share. */
export function TicketForm({ fields, set, errors = {} }: TicketFormProps) {
  const t = strings.useText();
  const me = useMe();
  const people = useQuery(directoryQuery);
  const text = (name: 'title' | 'contact' | 'asset' | 'link') => ({
    label: t(name),
    value: fields[name],
    error: errors[name],
    maxLength: name === 'link' ? 2_000 : 200,
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  return (
    <Stack gap="sm">
      <TextInput {...text('title')} required data-autofocus />
      <Textarea
        label={t('description')}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={20_000}
        value={fields.description}
        error={errors.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <ClientField value={fields.client_id} onChange={(client_id) => set({ client_id })} />
        <TextInput {...text('contact')} />
        <TextInput {...text('asset')} />
        <Autocomplete
          label={t('category')}
          data={me.l1_categories ?? []}
          maxLength={100}
          value={fields.category}
          onChange={(category) => set({ category })}
        />
        <Select
          label={t('priority')}
          data={PRIORITIES.map((value) => ({ value, label: t(value) }))}
          allowDeselect={false}
          value={fields.priority}
          onChange={(value) => set({ priority: (value ?? 'normal') as Priority })}
        />
        <Select
          label={t('assignee')}
          placeholder={t('nobody')}
          data={(people.data ?? []).map((person) => ({ value: person.id, label: person.name }))}
          searchable
          clearable
          value={fields.assignee_user_id}
          onChange={(assignee_user_id) => set({ assignee_user_id })}
        />
        <TextInput {...text('link')} type="url" />
      </SimpleGrid>
    </Stack>
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
