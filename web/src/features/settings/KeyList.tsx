import { Button, Checkbox, Code, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiKey, apiKeysQuery, useRevokeApiKey } from '@/api/apiKeys';
import { useMay } from '@/api/me';
import { moreOf, rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { roleName } from '@/api/roles';
import { useActions } from '@/lib/keys/useActions';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Keys } from '@/ui/Keys';
import { Loaded } from '@/ui/Loaded';
import { Time } from '@/ui/Time';
import { notifyProblem } from '@/ui/toast';
import { KeyDialog } from './KeyDialog';
import { strings } from './strings';

export function KeyList() {
  const t = strings.useText();
  const manages = useMay('manage_account');
  const [everyone, setEveryone] = useState(false);
  const query = useInfiniteQuery(apiKeysQuery(everyone));
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const make = (): void => setMaking(true);
  useActions([{ id: 'key.make', label: t('makeKey'), group: t('keys'), keys: 'c', run: make }]);
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('keysIntro')}
      </Text>
      <Group justify="space-between">
        <Button onClick={make} rightSection={<Keys keys="c" />}>
          {t('makeKey')}
        </Button>
        {manages && (
          <Checkbox
            label={t('everyone')}
            checked={everyone}
            onChange={(event) => setEveryone(event.currentTarget.checked)}
          />
        )}
      </Group>
      <Loaded query={query} explain={troubleOf}>
        {(data) => {
          const rows = rowsOf(data);
          if (rows.length === 0) return <EmptyState sentence={t('noKeys')} />;
          return <KeyTable rows={rows} everyone={everyone} more={moreOf(query)} revoke={setRevoking} />;
        }}
      </Loaded>
      {making && <KeyDialog onClose={() => setMaking(false)} />}
      {revoking && <RevokeKey apiKey={revoking} onClose={() => setRevoking(null)} />}
    </Stack>
  );
}

interface KeyTableProps {
  rows: readonly ApiKey[];
  everyone: boolean;
  more: ReturnType<typeof moreOf>;
  revoke: (key: ApiKey) => void;
}

function KeyTable({ rows, everyone, more, revoke }: KeyTableProps) {
  const t = strings.useText();
  const columns: Column<ApiKey>[] = [
    { key: 'name', header: t('name'), cell: (key) => key.name },
    { key: 'hint', header: t('keyHint'), wide: true, cell: (key) => <Code>…{key.hint}</Code> },
    { key: 'owner', header: t('keyOwner'), wide: !everyone, cell: (key) => key.user_name },
    { key: 'role', header: t('keyRole'), wide: true, cell: (key) => roleName(key.role) },
    {
      key: 'used',
      header: t('lastUsed'),
      numeric: true,
      cell: (key) => (key.last_used_at ? <Time iso={key.last_used_at} /> : t('notUsed')),
    },
    {
      key: 'ends',
      header: t('keyEnds'),
      numeric: true,
      wide: true,
      cell: (key) => (key.expires_at ? <Time iso={key.expires_at} exact /> : t('never')),
    },
    {
      key: 'revoke',
      header: '',
      cell: (key) => (
        <Button size="compact-sm" variant="subtle" color="gray" data-list-item onClick={() => revoke(key)}>
          {t('revoke')}
        </Button>
      ),
    },
  ];
  return <DataTable label={t('keys')} rows={rows} rowKey={(key) => key.id} columns={columns} {...more} />;
}

function RevokeKey({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const t = strings.useText();
  const revoke = useRevokeApiKey();
  const confirm = (): void =>
    revoke.mutate(apiKey.id, {
      onSuccess: onClose,
      onError: (error) => notifyProblem(troubleOf(error).detail, troubleOf(error).title),
    });
  return (
    <ConfirmDialog
      opened
      title={t('revokeTitle', { name: apiKey.name })}
      confirm={t('revoke')}
      busy={revoke.isPending}
      onConfirm={confirm}
      onClose={onClose}
    >
      {t('revokeHelp')}
    </ConfirmDialog>
  );
}
