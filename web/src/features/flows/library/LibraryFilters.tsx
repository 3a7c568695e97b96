import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FLOW_STATUSES, flowCategoriesQuery } from '@/api/flows';
import { useMay } from '@/api/me';
import { SearchField } from '@/ui/SearchField';
import classes from '../flows.module.css';
import { type LibrarySearch, libraryRoute } from '../index';
import { strings as flowStrings } from '../strings';
import { strings } from './strings';

/** Search, category, state and order; all of them stand in the address. */
export function LibraryFilters() {
  const t = strings.useText();
  const flowText = flowStrings.useText();
  const navigate = useNavigate();
  const search = libraryRoute.useSearch();
  const edits = useMay('edit_flows');
  const categories = useQuery(flowCategoriesQuery);
  const change = (next: LibrarySearch): void =>
    void navigate({ to: '/flows', search: { ...search, ...next }, replace: true });
  return (
    <div className={classes.filters}>
      <div className={classes.search}>
        <SearchField
          label={t('search')}
          value={search.search ?? ''}
          onSearch={(words) => change({ search: words || undefined })}
        />
      </div>
      <Select
        aria-label={t('category')}
        placeholder={t('allCategories')}
        data={categories.data?.map(({ category, count }) => ({
          value: category,
          label: `${category} (${count})`,
        }))}
        value={search.category ?? null}
        onChange={(category) => change({ category: category ?? undefined })}
        searchable
        clearable
      />
      {edits && (
        <Select
          aria-label={t('status')}
          placeholder={t('allStatuses')}
          data={FLOW_STATUSES.map((value) => ({ value, label: flowText(`status_${value}`) }))}
          value={search.status ?? null}
          onChange={(status) => change({ status: status ?? undefined })}
          clearable
        />
      )}
      <Select
        aria-label={t('sort')}
        data={[
          { value: '-updated', label: t('sort_updated') },
          { value: 'title', label: t('sort_title') },
        ]}
        value={search.sort ?? '-updated'}
        onChange={(sort) => change({ sort: sort === 'title' ? sort : undefined })}
        allowDeselect={false}
      />
    </div>
  );
}
