import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type FlowDetail, useRestoreVersion, type Version, versionsQuery } from '@/api/flows';
import { useMay } from '@/api/me';
import { moreOf, rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Time } from '@/ui/Time';
import { notifyDone, notifyProblem } from '@/ui/toast';
import flowClasses from '../flows.module.css';
import { strings as flowStrings } from '../strings';
import { strings } from './strings';

/** All published versions of a flow: read an old one, or publish it again. */
export function VersionsTab({ flow }: { flow: FlowDetail }) {
  const t = strings.useText();
  const query = useInfiniteQuery(versionsQuery(flow.id));
  const [restoring, setRestoring] = useState<Version | null>(null);
  return (
    <>
      <Loaded query={query} explain={troubleOf}>
        {(data) => {
          const rows = rowsOf(data);
          if (rows.length === 0) return <EmptyState sentence={t('noVersions')} />;
          return <VersionTable flow={flow} rows={rows} more={moreOf(query)} restore={setRestoring} />;
        }}
      </Loaded>
      {restoring && <Restore flow={flow} version={restoring} onClose={() => setRestoring(null)} />}
    </>
  );
}

interface VersionTableProps {
  flow: FlowDetail;
  rows: readonly Version[];
  more: ReturnType<typeof moreOf>;
  restore: (version: Version) => void;
}

function VersionTable({ flow, rows, more, restore }: VersionTableProps) {
  const t = strings.useText();
  const flowText = flowStrings.useText();
  const edits = useMay('edit_flows') && flow.status !== 'archived';
  const columns: Column<Version>[] = [
    {
      key: 'number',
      header: t('number'),
      numeric: true,
      cell: ({ number }) => (
        <Link
          to="/flows/$flowId"
          params={{ flowId: flow.id }}
          search={{ version: number === flow.published_version ? undefined : number }}
          data-list-item
          className={flowClasses.title}
        >
          {flowText('version', { number })}
        </Link>
      ),
    },
    { key: 'note', header: t('note'), cell: (version) => <Note version={version} /> },
    { key: 'steps', header: t('steps'), numeric: true, wide: true, cell: (version) => version.node_count },
    {
      key: 'when',
      header: t('published'),
      numeric: true,
      cell: (version) => <Time iso={version.published_at} />,
    },
    {
      key: 'by',
      header: t('by'),
      wide: true,
      cell: (version) => version.published_by?.name ?? t('somebody'),
    },
  ];
  if (edits) {
    columns.push({
      key: 'restore',
      header: '',
      cell: (version) =>
        version.number !== flow.published_version && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => restore(version)}>
            {t('restore')}
          </Button>
        ),
    });
  }
  return (
    <DataTable
      label={t('versions')}
      rows={rows}
      rowKey={(version) => version.id}
      columns={columns}
      {...more}
    />
  );
}

function Note({ version }: { version: Version }) {
  const t = strings.useText();
  if (version.note) return version.note;
  return (
    <Text span size="sm" c="dimmed">
      {version.restored_from ? t('restoredFrom', { number: version.restored_from }) : t('noNote')}
    </Text>
  );
}

interface RestoreProps {
  flow: FlowDetail;
  version: Version;
  onClose: () => void;
}

function Restore({ flow, version, onClose }: RestoreProps) {
  const t = strings.useText();
  const restore = useRestoreVersion(flow.id);
  const { number } = version;
  const confirm = (): void =>
    restore.mutate(
      { number, note: t('restoreNote', { number }) },
      {
        onSuccess: (made) => {
          notifyDone(t('restored', { number: made.number }));
          onClose();
        },
        onError: (error) => notifyProblem(troubleOf(error).detail, troubleOf(error).title),
      },
    );
  return (
    <ConfirmDialog
      opened
      title={t('restoreTitle', { number })}
      confirm={t('restore')}
      busy={restore.isPending}
      onConfirm={confirm}
      onClose={onClose}
    >
      {t('restoreHelp', { next: (flow.published_version ?? 0) + 1 })}
    </ConfirmDialog>
  );
}
