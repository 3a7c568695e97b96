import { Group, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { directoryQuery } from '@/api/users';
import { auditRoute } from './index';
import { strings } from './strings';
import { ACTIONS } from './words';

/** The filters stand in the address. */
export function AuditFilters() {
  const t = strings.useText();
  const navigate = useNavigate();
  const search = auditRoute.useSearch();
  const directory = useQuery(directoryQuery);
  const change = (next: Partial<typeof search>): void =>
    void navigate({ to: '/audit', search: { ...search, ...next }, replace: true });
  return (
    <Group align="flex-end">
      <Select
        label={t('action')}
        placeholder={t('anyAction')}
        data={ACTIONS}
        value={search.action ?? null}
        onChange={(action) => change({ action: action ?? undefined })}
        searchable
        clearable
      />
      <Select
        label={t('person')}
        placeholder={t('anybody')}
        data={directory.data?.map((person) => ({ value: person.id, label: person.name })) ?? []}
        value={search.person ?? null}
        onChange={(person) => change({ person: person ?? undefined })}
        searchable
        clearable
      />
      <TextInput
        type="date"
        label={t('from')}
        value={search.from ?? ''}
        max={search.to}
        onChange={(event) => change({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={t('to')}
        value={search.to ?? ''}
        min={search.from}
        onChange={(event) => change({ to: event.currentTarget.value || undefined })}
      />
    </Group>
  );
}
