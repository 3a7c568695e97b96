import { Box, SegmentedControl, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  type ImportItem,
  type ImportState,
  importItemsQuery,
  OUTCOMES,
  type Outcome,
} from '@/api/flowImports';
import { moreOf, rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import flowClasses from '../flows.module.css';
import classes from './importing.module.css';
import { StepsPreview } from './StepsPreview';
import { strings } from './strings';

/** The flows of an import; those that can't be taken in come first where there are any. */
export function ItemTable({ state }: { state: ImportState }) {
  const t = strings.useText();
  const present = OUTCOMES.filter((outcome) => state[outcome] > 0);
  const [shown, setShown] = useState<Outcome | 'all'>(state.refused > 0 ? 'refused' : 'all');
  const query = useInfiniteQuery(importItemsQuery(state.id, shown === 'all' ? undefined : shown));
  const verb = state.preview ? 'will' : 'did';
  return (
    <Stack gap="sm">
      {present.length > 1 && (
        <SegmentedControl
          className={classes.outcomes}
          aria-label={t('outcome')}
          value={shown}
          onChange={(next) => setShown(present.find((outcome) => outcome === next) ?? 'all')}
          data={[
            { value: 'all', label: `${t('all')} (${state.total})` },
            ...present.map((outcome) => ({
              value: outcome,
              label: `${t(`${verb}_${outcome}`)} (${state[outcome]})`,
            })),
          ]}
        />
      )}
      <Loaded query={query} explain={troubleOf}>
        {(data) => (
          <Items rows={rowsOf(data)} importId={state.id} preview={state.preview} more={moreOf(query)} />
        )}
      </Loaded>
    </Stack>
  );
}

interface ItemsProps {
  rows: readonly ImportItem[];
  importId: string;
  preview: boolean;
  more: ReturnType<typeof moreOf>;
}

function Items({ rows, importId, preview, more }: ItemsProps) {
  const t = strings.useText();
  if (rows.length === 0) return <EmptyState sentence={t('doneNone')} />;
  const verb = preview ? 'will' : 'did';
  const columns: Column<ImportItem>[] = [
    {
      key: 'flow',
      header: t('flow'),
      cell: (item) => <ItemName item={item} importId={preview ? importId : null} />,
    },
    {
      key: 'outcome',
      header: t('outcome'),
      cell: (item) => (
        <span className={classes.outcome} data-outcome={item.outcome}>
          {item.outcome ? t(`${verb}_${item.outcome}`) : t('did_waiting')}
        </span>
      ),
    },
    { key: 'steps', header: t('steps'), numeric: true, wide: true, cell: (item) => item.node_count ?? '–' },
    { key: 'why', header: t('why'), wide: true, cell: (item) => <Why item={item} /> },
  ];
  return (
    <div className={classes.items}>
      <DataTable
        label={t('doneTitle')}
        rows={rows}
        rowKey={(item) => String(item.position)}
        columns={columns}
        {...more}
      />
    </div>
  );
}

function ItemName({ item, importId }: { item: ImportItem; importId: string | null }) {
  const t = strings.useText();
  const title = item.title ?? t('noTitle');
  return (
    <div className={classes.item}>
      {item.flow_id ? (
        <Link
          to="/flows/$flowId"
          params={{ flowId: item.flow_id }}
          data-list-item
          className={flowClasses.title}
        >
          {title}
        </Link>
      ) : (
        <span className={classes.itemTitle}>{title}</span>
      )}
      <div className={flowClasses.tags}>
        {t('place', { name: item.name, line: item.first_line })} · {t(`format_${item.format}`)}
      </div>
      <Box hiddenFrom="sm">
        <Why item={item} />
      </Box>
      {importId !== null && item.node_count !== null && <StepsPreview importId={importId} item={item} />}
    </div>
  );
}

/** Why a flow is refused or stays a draft, else what is worth a look. */
function Why({ item }: { item: ImportItem }) {
  const t = strings.useText();
  const errors = item.findings.filter((finding) => finding.severity === 'error');
  const more = errors.length - 1;
  const warnings = item.findings.length - errors.length;
  if (item.problem) {
    return (
      <div className={classes.why}>
        {item.problem}
        {more > 0 && <Others findings={errors.slice(1)} />}
      </div>
    );
  }
  if (item.findings.length === 0) return null;
  const words = [
    errors.length > 0 ? t('toMend', { count: errors.length }) : '',
    warnings > 0 ? t('warnings', { count: warnings }) : '',
  ];
  return (
    <details className={classes.why} open={errors.length > 0 && item.findings.length <= 5}>
      <summary>{words.filter(Boolean).join(', ')}</summary>
      <Messages findings={item.findings} />
    </details>
  );
}

function Others({ findings }: { findings: ImportItem['findings'] }) {
  const t = strings.useText();
  return (
    <details>
      <summary>
        <Text span size="xs">
          {t('moreProblems', { count: findings.length })}
        </Text>
      </summary>
      <Messages findings={findings} />
    </details>
  );
}

function Messages({ findings }: { findings: ImportItem['findings'] }) {
  return (
    <ul className={classes.messages}>
      {findings.map((finding) => (
        <li key={finding.code + finding.message}>{finding.message}</li>
      ))}
    </ul>
  );
}
