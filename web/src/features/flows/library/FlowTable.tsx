import { Link } from '@tanstack/react-router';
import type { Flow } from '@/api/flows';
import { useMay } from '@/api/me';
import { type Column, DataTable } from '@/ui/DataTable';
import { Time } from '@/ui/Time';
import classes from '../flows.module.css';
import { StatusBadge } from '../StatusBadge';
import { strings as flowStrings } from '../strings';
import { FlowMenu } from './FlowMenu';
import { strings } from './strings';

interface FlowTableProps {
  rows: readonly Flow[];
  more: { loadMore?: () => void; loadingMore: boolean };
}

export function FlowTable({ rows, more }: FlowTableProps) {
  const t = strings.useText();
  const flowText = flowStrings.useText();
  const edits = useMay('edit_flows');
  const columns: Column<Flow>[] = [
    { key: 'title', header: t('title'), cell: (flow) => <FlowTitle flow={flow} edits={edits} /> },
    { key: 'category', header: t('category'), wide: true, cell: (flow) => flow.category ?? '–' },
    {
      key: 'version',
      header: t('version'),
      numeric: true,
      wide: true,
      cell: (flow) => flow.published_version ?? '–',
    },
    { key: 'steps', header: t('steps'), numeric: true, wide: true, cell: (flow) => flow.node_count },
  ];
  if (edits) {
    columns.push(
      { key: 'status', header: t('status'), wide: true, cell: (flow) => <StatusBadge flow={flow} /> },
      {
        key: 'owner',
        header: t('owner'),
        wide: true,
        cell: (flow) => <span className={classes.oneLine}>{flow.owner?.name ?? flowText('noOwner')}</span>,
      },
    );
  }
  columns.push({
    key: 'updated',
    header: t('updated'),
    numeric: true,
    wide: true,
    cell: (flow) => <Time iso={flow.updated_at} />,
  });
  if (edits) columns.push({ key: 'menu', header: '', cell: (flow) => <FlowMenu flow={flow} /> });
  return (
    <DataTable label={t('library')} rows={rows} rowKey={(flow) => flow.id} columns={columns} {...more} />
  );
}

/** On a phone category and state stand under the title; there are no columns for them. */
function FlowTitle({ flow, edits }: { flow: Flow; edits: boolean }) {
  return (
    <div className={classes.titleCell}>
      <Link to="/flows/$flowId" params={{ flowId: flow.id }} data-list-item className={classes.title}>
        {flow.title}
      </Link>
      {(flow.category || edits) && (
        <div className={classes.phone}>
          {flow.category && <span>{flow.category}</span>}
          {edits && <StatusBadge flow={flow} />}
        </div>
      )}
      {flow.tags.length > 0 && <div className={classes.tags}>{flow.tags.join(' · ')}</div>}
    </div>
  );
}
