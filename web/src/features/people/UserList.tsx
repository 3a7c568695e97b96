import { Badge, Checkbox, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '@/api/me';
import { moreOf, rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { roleName } from '@/api/roles';
import { type User, usersQuery } from '@/api/users';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { SearchField } from '@/ui/SearchField';
import { Time } from '@/ui/Time';
import { peopleRoute } from './index';
import classes from './people.module.css';
import { strings } from './strings';
import { UserDialog } from './UserDialog';
import { UserMenu } from './UserMenu';

export function UserList() {
  const t = strings.useText();
  const navigate = useNavigate();
  const { search, deactivated } = peopleRoute.useSearch();
  const query = useInfiniteQuery(usersQuery({ search, include_deactivated: deactivated }));
  const [editing, setEditing] = useState<User | null>(null);
  const filter = (next: { search?: string; deactivated?: boolean }): void =>
    void navigate({ to: '/people', search: { search, deactivated, ...next }, replace: true });
  return (
    <Stack>
      <Group justify="space-between">
        <div className={classes.search}>
          <SearchField
            label={t('search')}
            value={search ?? ''}
            onSearch={(words) => filter({ search: words || undefined })}
          />
        </div>
        <Checkbox
          label={t('showDeactivated')}
          checked={deactivated ?? false}
          onChange={(event) => filter({ deactivated: event.currentTarget.checked || undefined })}
        />
      </Group>
      <Loaded query={query} explain={troubleOf}>
        {(data) => {
          const rows = rowsOf(data);
          if (rows.length === 0) {
            return (
              <EmptyState
                sentence={t('nobody')}
                action={{ label: t('showAll'), run: () => filter({ search: undefined }) }}
              />
            );
          }
          return <UserTable rows={rows} more={moreOf(query)} edit={setEditing} />;
        }}
      </Loaded>
      {editing && <UserDialog user={editing} onClose={() => setEditing(null)} />}
    </Stack>
  );
}

interface UserTableProps {
  rows: readonly User[];
  more: ReturnType<typeof moreOf>;
  edit: (user: User) => void;
}

function UserTable({ rows, more, edit }: UserTableProps) {
  const t = strings.useText();
  const me = useMe();
  const columns: Column<User>[] = [
    {
      key: 'name',
      header: t('name'),
      cell: (user) => (
        <Group gap={6} wrap="nowrap">
          <UnstyledButton data-list-item className={classes.name} onClick={() => edit(user)}>
            {user.name}
          </UnstyledButton>
          {user.id === me.id && (
            <Text span size="sm" c="dimmed">
              ({t('you')})
            </Text>
          )}
          {user.deleted_at && (
            <Badge color="gray" variant="light" tt="none">
              {t('deactivated')}
            </Badge>
          )}
        </Group>
      ),
    },
    { key: 'email', header: t('email'), wide: true, cell: (user) => user.email },
    {
      key: 'role',
      header: t('role'),
      cell: (user) => (
        <>
          {roleName(user.account_role)}
          {user.can_cover_l1 && (
            <Text span size="xs" c="dimmed">
              {' '}
              + L1
            </Text>
          )}
        </>
      ),
    },
    {
      key: 'seen',
      header: t('lastSeen'),
      numeric: true,
      wide: true,
      cell: (user) => (user.last_seen_at ? <Time iso={user.last_seen_at} /> : t('never')),
    },
    { key: 'menu', header: '', cell: (user) => <UserMenu user={user} edit={() => edit(user)} /> },
  ];
  return <DataTable label={t('people')} rows={rows} rowKey={(user) => user.id} columns={columns} {...more} />;
}
