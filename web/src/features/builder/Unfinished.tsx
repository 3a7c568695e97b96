import { ActionIcon, Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type BuildLine, buildsQuery, useDeleteBuild } from '@/api/builder';
import { moreOf, rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { IconClose } from '@/ui/icons';
import { Loaded } from '@/ui/Loaded';
import { Panel } from '@/ui/Panel';
import { notifyDone, notifyProblem } from '@/ui/toast';
import { strings } from './strings';
import { untilInWords } from './words';

/** The person's flows in the making: go on with one, or delete it. */
export function Unfinished({ goOn }: { goOn: (id: string) => void }) {
  const t = strings.useText();
  const query = useInfiniteQuery(buildsQuery);
  const [doomed, setDoomed] = useState<BuildLine | null>(null);
  const columns: Column<BuildLine>[] = [
    {
      key: 'name',
      header: t('name'),
      cell: (build) => (
        <Button
          variant="transparent"
          size="compact-sm"
          px={0}
          data-list-item
          aria-label={t('goOnWith', { name: build.name })}
          onClick={() => goOn(build.id)}
        >
          {build.name}
        </Button>
      ),
    },
    { key: 'stage', header: t('stage'), cell: (build) => t(`status_${build.status}`) },
    { key: 'kept', header: t('kept'), numeric: true, cell: (build) => keptInWords(build) },
    {
      key: 'delete',
      header: '',
      cell: (build) => (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('deleteOf', { name: build.name })}
          onClick={() => setDoomed(build)}
        >
          <IconClose />
        </ActionIcon>
      ),
    },
  ];
  return (
    <Panel title={t('unfinished')}>
      <Loaded query={query} explain={troubleOf}>
        {(data) => {
          const rows = rowsOf(data).filter(({ status }) => status !== 'completed');
          if (rows.length === 0 && !query.hasNextPage) return <EmptyState sentence={t('noneUnfinished')} />;
          return (
            <DataTable
              label={t('unfinished')}
              rows={rows}
              rowKey={({ id }) => id}
              columns={columns}
              {...moreOf(query)}
            />
          );
        }}
      </Loaded>
      {doomed && <DeleteDialog build={doomed} close={() => setDoomed(null)} />}
    </Panel>
  );
}

function keptInWords(build: BuildLine): string {
  if (build.status === 'expired') return strings.text('over');
  return untilInWords(build.expires_at);
}

function DeleteDialog({ build, close }: { build: BuildLine; close: () => void }) {
  const t = strings.useText();
  const remove = useDeleteBuild(() => {
    notifyDone(t('deleted', { name: build.name }));
    close();
  });
  return (
    <ConfirmDialog
      opened
      title={t('deleteTitle', { name: build.name })}
      confirm={t('delete')}
      busy={remove.isPending}
      onClose={close}
      onConfirm={() =>
        remove.mutate(build.id, {
          onError: (error) => notifyProblem(troubleOf(error).detail, troubleOf(error).title),
        })
      }
    >
      {t('deleteHelp')}
    </ConfirmDialog>
  );
}
