import { Autocomplete, Select, TextInput } from '@mantine/core';
import { PickOrMake } from '../PickOrMake';
import { strings } from './strings';

const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;

export interface TicketFactsValue {
  contact: string;
  asset: string;
  category: string;
  priority: (typeof PRIORITIES)[number];
}

/** What choosing a client needs: `useClientChoice` of the API. */
export interface ClientChoice {
  choices: readonly { id: string; name: string }[];
  onWords: (words: string) => void;
  missing: string | null;
  make: () => void;
  busy: boolean;
}

interface TicketFactsProps {
  value: TicketFactsValue;
  set: (part: Partial<TicketFactsValue>) => void;
  client: { id: string | null; onChange: (id: string | null) => void; choice: ClientChoice };
  categories: readonly string[];
  errors?: Record<string, string>;
}

/** The fields of a ticket that intake and the ticket's page share. */
export function TicketFacts({ value, set, client, categories, errors = {} }: TicketFactsProps) {
  const t = strings.useText();
  const text = (name: 'contact' | 'asset') => ({
    label: t(name),
    value: value[name],
    error: errors[name],
    maxLength: 200,
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <ClientField {...client} />
      <TextInput {...text('contact')} />
      <TextInput {...text('asset')} />
      <Autocomplete
        label={t('category')}
        data={[...categories]}
        maxLength={100}
        value={value.category}
        error={errors.category}
        onChange={(category) => set({ category })}
      />
      <Select
        label={t('priority')}
        data={PRIORITIES.map((one) => ({ value: one, label: t(one) }))}
        allowDeselect={false}
        value={value.priority}
        onChange={(priority) => set({ priority: PRIORITIES.find((one) => one === priority) ?? 'normal' })}
      />
    </>
  );
}

function ClientField({ id, onChange, choice }: TicketFactsProps['client']) {
  const t = strings.useText();
  const { choices, onWords, missing, make, busy } = choice;
  return (
    <PickOrMake
      label={t('client')}
      value={id}
      onChange={onChange}
      choices={choices}
      onWords={onWords}
      nothing={t('clientNone')}
      make={missing === null ? null : { label: t('clientMake', { name: missing }), run: make, busy }}
    />
  );
}
