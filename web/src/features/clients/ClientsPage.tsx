import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type Client, clientListQuery } from '@/api/clients';
import { moreOf, rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { useActions } from '@/lib/keys/useActions';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { IconPlus } from '@/ui/icons';
import { Keys } from '@/ui/Keys';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { SearchField } from '@/ui/SearchField';
import classes from './clients.module.css';
import { clientsRoute } from './index';
import { NewClientDialog } from './NewClientDialog';
import { strings } from './strings';

/** All clients by name, found by search; archived ones apart. */
export function ClientsPage() {
  const t = strings.useText();
  const navigate = useNavigate();
  const search = clientsRoute.useSearch();
  const clients = useInfiniteQuery({ ...clientListQuery(search), placeholderData: keepPreviousData });
  const [making, { open, close }] = useDisclosure(false);
  useActions([{ id: 'client.new', label: t('new'), group: t('group'), keys: 'c', run: open }]);
  const narrow = (part: Partial<typeof search>): void =>
    void navigate({ to: '/clients', search: { ...search, ...part }, replace: true });
  const nothing = search.search ? t('empty') : t(search.archived ? 'emptyArchived' : 'emptyAll');
  return (
    <>
      <PageHeader
        title={t('clients')}
        description={t('intro')}
        actions={
          <Button leftSection={<IconPlus />} rightSection={<Keys keys="c" />} onClick={open}>
            {t('new')}
          </Button>
        }
      />
      <Stack>
        <Group gap="sm" align="center">
          <div className={classes.search}>
            <SearchField
              label={t('search')}
              value={search.search ?? ''}
              onSearch={(words) => narrow({ search: words || undefined })}
            />
          </div>
          <Checkbox
            label={t('archivedOnly')}
            checked={search.archived ?? false}
            onChange={(event) => narrow({ archived: event.currentTarget.checked || undefined })}
          />
        </Group>
        <Loaded query={clients} explain={troubleOf} lines={8}>
          {(data) => {
            const rows = rowsOf(data);
            if (rows.length === 0) {
              const action = search.archived ? undefined : { label: t('new'), run: open, keys: 'c' };
              return <EmptyState sentence={nothing} action={action} />;
            }
            return (
              <DataTable
                label={t('clients')}
                rows={rows}
                rowKey={(row) => row.id}
                columns={columns(t)}
                {...moreOf(clients)}
              />
            );
          }}
        </Loaded>
      </Stack>
      {making && <NewClientDialog onClose={close} />}
    </>
  );
}

function columns(t: ReturnType<typeof strings.useText>): Column<Client>[] {
  return [
    {
      key: 'name',
      header: t('name'),
      cell: (row) => (
        <Link
          to="/clients/$clientId"
          params={{ clientId: row.id }}
          className={classes.rowLink}
          data-list-item
        >
          {row.name}
        </Link>
      ),
    },
    {
      key: 'facts',
      header: t('facts'),
      cell: (row) => (row.facts.length ? t('factCount', { count: row.facts.length }) : ''),
      numeric: true,
    },
    {
      key: 'notes',
      header: t('notes'),
      cell: (row) => <span className={classes.clip}>{row.notes?.split('\n')[0]}</span>,
      wide: true,
    },
  ];
}
