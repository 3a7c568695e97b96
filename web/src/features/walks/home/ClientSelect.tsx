import { Button, Group, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { clientsQuery, useMakeClient } from '@/api/clients';
import { strings } from '../strings';

interface ClientSelectProps {
  value: string | null;
  onChange: (id: string | null) => void;
}

/** Chooses a client by name, or adds one that is not there yet. */
export function ClientSelect({ value, onChange }: ClientSelectProps) {
  const t = strings.useText();
  const [words, setWords] = useState('');
  const [search] = useDebouncedValue(words, 200);
  const clients = useQuery({ ...clientsQuery(search), placeholderData: (before) => before });
  const make = useMakeClient((client) => onChange(client.id));
  const choices = (clients.data ?? []).map((client) => ({ value: client.id, label: client.name }));
  const name = words.trim();
  const known = choices.some((choice) => choice.label.toLowerCase() === name.toLowerCase());
  return (
    <div>
      <Select
        label={t('client')}
        data={choices}
        value={value}
        onChange={onChange}
        searchable
        clearable
        onSearchChange={setWords}
        filter={({ options }) => options}
        nothingFoundMessage={<Text size="sm">{t('clientNone')}</Text>}
      />
      {name && !known && clients.data && (
        <Group mt={4}>
          <Button
            size="compact-sm"
            variant="subtle"
            loading={make.isPending}
            onClick={() => make.mutate(name)}
          >
            {t('clientMake', { name })}
          </Button>
        </Group>
      )}
    </div>
  );
}
