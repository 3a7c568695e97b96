import { Badge, Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type Invitation, invitationsQuery, useRevokeInvitation } from '@/api/invitations';
import { moreOf, rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { roleName } from '@/api/roles';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Time } from '@/ui/Time';
import { notifyDone, notifyProblem } from '@/ui/toast';
import { strings } from './strings';

export function InvitationList({ invite }: { invite: () => void }) {
  const t = strings.useText();
  const query = useInfiniteQuery(invitationsQuery);
  const revoke = useRevokeInvitation();
  const withdraw = (id: string): void =>
    revoke.mutate(id, {
      onSuccess: () => notifyDone(t('revoked')),
      onError: (error) => notifyProblem(troubleOf(error).detail, troubleOf(error).title),
    });
  const columns: Column<Invitation>[] = [
    {
      key: 'for',
      header: t('invitedFor'),
      cell: (one) =>
        one.email ?? (
          <Text c="dimmed" size="sm">
            {t('anybody')}
          </Text>
        ),
    },
    { key: 'role', header: t('invitedAs'), cell: (one) => roleName(one.account_role) },
    {
      key: 'state',
      header: t('state'),
      cell: (one) => (
        <Badge variant="light" color={one.status === 'open' ? 'spruce' : 'gray'} tt="none">
          {t(`status_${one.status}`)}
        </Badge>
      ),
    },
    { key: 'by', header: t('invitedBy'), wide: true, cell: (one) => one.invited_by_name },
    {
      key: 'ends',
      header: t('ends'),
      wide: true,
      numeric: true,
      cell: (one) => <Time iso={one.expires_at} />,
    },
    {
      key: 'revoke',
      header: '',
      cell: (one) =>
        one.status === 'open' && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            data-list-item
            onClick={() => withdraw(one.id)}
          >
            {t('revoke')}
          </Button>
        ),
    },
  ];
  return (
    <Loaded query={query} explain={troubleOf}>
      {(data) => {
        const rows = rowsOf(data);
        if (rows.length === 0) {
          return (
            <EmptyState
              sentence={t('noInvitations')}
              action={{ label: t('invite'), run: invite, keys: 'c' }}
            />
          );
        }
        return (
          <DataTable
            label={t('invitations')}
            rows={rows}
            rowKey={(one) => one.id}
            columns={columns}
            {...moreOf(query)}
          />
        );
      }}
    </Loaded>
  );
}
