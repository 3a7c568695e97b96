import { Autocomplete, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useClientChoice } from '@/api/clients';
import { useMe } from '@/api/me';
import { PRIORITIES, type Priority } from '@/api/tickets';
import { PickOrMake } from '@/ui/PickOrMake';
import { strings } from '../strings';
import type { IntakeDraft } from './draft';

/** What else is known about the ticket; loaded when it is unfolded. */
export function Details({ draft, set }: { draft: IntakeDraft; set: (part: Partial<IntakeDraft>) => void }) {
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
