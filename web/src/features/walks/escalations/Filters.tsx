import { Button, Group, Select } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { clientsQuery } from '@/api/clients';
import type { EscalationSort, Whose } from '@/api/escalations';
import { flowCategoriesQuery, flowsQuery } from '@/api/flows';
import { useMay, useMe } from '@/api/me';
import { rowsOf } from '@/api/paging';
import { SearchField } from '@/ui/SearchField';
import classes from './escalations.module.css';
import { AGES, type EscalationSearch, isNarrowed, WHOSE } from './search';
import { strings } from './strings';

interface FiltersProps {
  search: EscalationSearch;
  narrow: (part: Partial<EscalationSearch>) => void;
}

/** What narrows the inbox; all of it stands in the address. */
export function Filters({ search, narrow }: FiltersProps) {
  const t = strings.useText();
  const seesAll = useMay('read_all_walks');
  const [cleared, setCleared] = useState(0);
  const clear = (): void => {
    const none = { category: undefined, client: undefined, flow: undefined, hours: undefined };
    narrow({ ...none, whose: undefined, search: undefined });
    setCleared(cleared + 1);
  };
  return (
    <Group gap="xs" className={classes.filters}>
      <div className={classes.search}>
        <SearchField
          key={cleared}
          label={t('search')}
          value={search.search ?? ''}
          onSearch={(words) => narrow({ search: words.trim() || undefined })}
        />
      </div>
      {seesAll && (
        <Select
          aria-label={t('whose')}
          placeholder={t('everyones')}
          clearable
          w={150}
          data={WHOSE.map((value) => ({ value, label: t(value) }))}
          value={search.whose ?? null}
          onChange={(value) => narrow({ whose: (value ?? undefined) as Whose | undefined })}
        />
      )}
      <Category value={search.category} onChange={(category) => narrow({ category })} />
      <Client value={search.client} onChange={(client) => narrow({ client })} />
      <Flow value={search.flow} onChange={(flow) => narrow({ flow })} />
      <Select
        aria-label={t('age')}
        placeholder={t('anyAge')}
        clearable
        w={140}
        data={AGES.map((hours) => ({ value: String(hours), label: t(`age_${hours}` as 'age_1') }))}
        value={search.hours === undefined ? null : String(search.hours)}
        onChange={(value) => narrow({ hours: value === null ? undefined : Number(value) })}
      />
      <Select
        aria-label={t('sort')}
        w={190}
        allowDeselect={false}
        data={(['newest', 'longest'] as const).map((value) => ({ value, label: t(value) }))}
        value={search.sort ?? 'newest'}
        onChange={(value) => narrow({ sort: value === 'newest' ? undefined : (value as EscalationSort) })}
      />
      {isNarrowed(search) && (
        <Button variant="subtle" size="compact-sm" onClick={clear}>
          {t('clear')}
        </Button>
      )}
    </Group>
  );
}

interface ChoiceProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

function Category({ value, onChange }: ChoiceProps) {
  const t = strings.useText();
  const me = useMe();
  const inFlows = useQuery(flowCategoriesQuery);
  const all = new Set([
    ...(inFlows.data ?? []).map((one) => one.category),
    ...(me.l1_categories ?? []),
    ...(value ? [value] : []),
  ]);
  return (
    <Select
      aria-label={t('anyCategory')}
      placeholder={t('anyCategory')}
      clearable
      searchable
      w={160}
      nothingFoundMessage={t('noneFound')}
      data={[...all].sort((a, b) => a.localeCompare(b))}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

function Client({ value, onChange }: ChoiceProps) {
  const t = strings.useText();
  const [words, setWords] = useState('');
  const found = useQuery({ ...clientsQuery(useDeferredValue(words)), placeholderData: (before) => before });
  return (
    <Select
      aria-label={t('anyClient')}
      placeholder={t('anyClient')}
      clearable
      searchable
      w={170}
      onSearchChange={setWords}
      nothingFoundMessage={t('noneFound')}
      data={(found.data ?? []).map((client) => ({ value: client.id, label: client.name }))}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

function Flow({ value, onChange }: ChoiceProps) {
  const t = strings.useText();
  const [words, setWords] = useState('');
  const asked = useDeferredValue(words);
  const found = useInfiniteQuery({
    ...flowsQuery({ search: asked || undefined, status: 'published' }),
    placeholderData: (before) => before,
  });
  const flows = found.data ? rowsOf(found.data) : [];
  return (
    <Select
      aria-label={t('anyFlow')}
      placeholder={t('anyFlow')}
      clearable
      searchable
      w={200}
      onSearchChange={setWords}
      filter={({ options }) => options}
      nothingFoundMessage={t('noneFound')}
      data={flows.map((flow) => ({ value: flow.id, label: flow.title }))}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}
