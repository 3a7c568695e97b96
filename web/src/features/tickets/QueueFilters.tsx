import { Checkbox, Group, Select } from '@mantine/core';
import { useClientChoice } from '@/api/clients';
import {
  PRIORITIES,
  type Priority,
  TICKET_SORTS,
  TICKET_STATUSES,
  type TicketSort,
  type TicketStatus,
} from '@/api/tickets';
import { PickOrMake } from '@/ui/PickOrMake';
import { SearchField } from '@/ui/SearchField';
import type { QueueSearch } from './index';
import { strings } from './strings';
import classes from './tickets.module.css';

interface QueueFiltersProps {
  search: QueueSearch;
  narrow: (part: Partial<QueueSearch>) => void;
}

/** Which tickets are listed, and in which order; all of it stands in the address. */
export function QueueFilters({ search, narrow }: QueueFiltersProps) {
  const t = strings.useText();
  return (
    <Group gap="sm" align="flex-end">
      <div className={classes.search}>
        <SearchField
          label={t('search')}
          value={search.search ?? ''}
          onSearch={(words) => narrow({ search: words || undefined })}
        />
      </div>
      <Select
        aria-label={t('status')}
        placeholder={t('anyStatus')}
        clearable
        w={150}
        data={['undone', ...TICKET_STATUSES].map((value) => ({ value, label: t(value as TicketStatus) }))}
        value={search.status ?? null}
        onChange={(value) => narrow({ status: (value ?? undefined) as QueueSearch['status'] })}
      />
      <Select
        aria-label={t('priority')}
        placeholder={t('anyPriority')}
        clearable
        w={140}
        data={PRIORITIES.map((value) => ({ value, label: t(value) }))}
        value={search.priority ?? null}
        onChange={(value) => narrow({ priority: (value ?? undefined) as Priority | undefined })}
      />
      <ClientFilter
        id={search.client ?? null}
        onChange={(client) => narrow({ client: client ?? undefined })}
      />
      <Select
        aria-label={t('sort')}
        allowDeselect={false}
        w={190}
        data={TICKET_SORTS.map((value) => ({ value, label: t(`sort_${value}`) }))}
        value={search.sort ?? '-updated'}
        onChange={(value) => narrow({ sort: (value ?? undefined) as TicketSort | undefined })}
      />
      <Group gap="md" className={classes.checks}>
        <Checkbox
          label={t('mine')}
          checked={search.mine ?? false}
          onChange={(event) =>
            narrow({ mine: event.currentTarget.checked || undefined, unassigned: undefined })
          }
        />
        <Checkbox
          label={t('unassigned')}
          checked={search.unassigned ?? false}
          onChange={(event) =>
            narrow({ unassigned: event.currentTarget.checked || undefined, mine: undefined })
          }
        />
      </Group>
    </Group>
  );
}

function ClientFilter({ id, onChange }: { id: string | null; onChange: (id: string | null) => void }) {
  const t = strings.useText();
  const { choices, onWords } = useClientChoice(onChange, id);
  return (
    <div className={classes.client}>
      <PickOrMake
        label={t('client')}
        labelHidden
        placeholder={t('anyClient')}
        value={id}
        onChange={onChange}
        choices={choices}
        onWords={onWords}
        nothing={t('clientNone')}
        make={null}
      />
    </div>
  );
}
