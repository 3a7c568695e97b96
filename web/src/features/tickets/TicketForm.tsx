import { Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useClientChoice } from '@/api/clients';
import { useMe } from '@/api/me';
import { directoryQuery } from '@/api/users';
import { TicketFacts } from '@/ui/ticket/TicketFacts';
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
  const onClient = (client_id: string | null): void => set({ client_id });
  const text = (name: 'title' | 'link') => ({
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
        <TicketFacts
          value={fields}
          set={set}
          client={{
            id: fields.client_id,
            onChange: onClient,
            choice: useClientChoice(onClient, fields.client_id),
          }}
          categories={me.l1_categories ?? []}
          errors={errors}
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
