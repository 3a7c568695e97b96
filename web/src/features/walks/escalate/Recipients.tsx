import { Alert, MultiSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { type Person, recipientsQuery } from '@/api/escalations';
import { useMe } from '@/api/me';
import { strings as common } from '../strings';
import { strings } from './strings';

interface RecipientsProps {
  chosen: readonly Person[];
  onChange: (people: Person[]) => void;
}

/** Chooses who is told, by name. */
export function Recipients({ chosen, onChange }: RecipientsProps) {
  const c = common.useText();
  const t = strings.useText();
  const me = useMe();
  const [words, setWords] = useState('');
  const found = useQuery({
    ...recipientsQuery(useDeferredValue(words.trim())),
    placeholderData: (before) => before,
  });
  const offered = (found.data ?? []).filter((one) => one.id !== me.id && one.account_role !== 'viewer');
  const known = new Map([...offered, ...chosen].map((one) => [one.id, one.name]));
  return (
    <MultiSelect
      label={c('recipients')}
      placeholder={chosen.length === 0 ? c('recipientsHint') : undefined}
      data={[...known].map(([value, label]) => ({ value, label }))}
      value={chosen.map((person) => person.id)}
      onChange={(ids) => onChange(ids.map((id) => ({ id, name: known.get(id) ?? '' })))}
      searchable
      searchValue={words}
      onSearchChange={setWords}
      nothingFoundMessage={t('noSuchPerson')}
      hidePickedOptions
    />
  );
}

interface GoesToProps {
  chosen: readonly Person[];
  /** Whom the account tells when nobody is chosen. */
  defaults: readonly Person[];
}

/** Who will get it, by name; a warning when nobody is left. */
export function GoesTo({ chosen, defaults }: GoesToProps) {
  const t = strings.useText();
  const list = new Intl.ListFormat(undefined, { type: 'conjunction' });
  const names = (people: readonly Person[]): string => list.format(people.map((person) => person.name));
  if (chosen.length === 0 && defaults.length === 0) return <Alert color="yellow">{t('goesToNobody')}</Alert>;
  return (
    <Text size="sm" role="status">
      {chosen.length > 0
        ? t('goesTo', { names: names(chosen) })
        : t('goesToDefaults', { names: names(defaults) })}
    </Text>
  );
}
