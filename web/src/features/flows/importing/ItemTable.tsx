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
import { CorrectItem } from './CorrectItem';
import classes from './importing.module.css';
import { StepsPreview } from './StepsPreview';
import { strings } from './strings';
import type { Correcting } from './useCorrecting';

/** The flows of an import; those that can't be taken in come first where there are any. */
export function ItemTable({ state, correcting }: { state: ImportState; correcting?: Correcting }) {
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
          <Items
            rows={rowsOf(data)}
            importId={state.id}
            preview={state.preview}
            correcting={correcting}
            more={moreOf(query)}
          />
        )}
      </Loaded>
    </Stack>
  );
}

interface OfItem {
  item: ImportItem;
  correcting?: Correcting;
}

interface ItemsProps {
  rows: readonly ImportItem[];
  importId: string;
  preview: boolean;
  /** Of a preview that can still be corrected. */
  correcting?: Correcting;
  more: ReturnType<typeof moreOf>;
}

function Items({ rows, importId, preview, correcting, more }: ItemsProps) {
  const t = strings.useText();
  if (rows.length === 0) return <EmptyState sentence={t('doneNone')} />;
  const verb = preview ? 'will' : 'did';
  const columns: Column<ImportItem>[] = [
    {
      key: 'flow',
      header: t('flow'),
      cell: (item) => <ItemName item={item} importId={preview ? importId : null} correcting={correcting} />,
    },
    {
      key: 'outcome',
      header: t('outcome'),
      cell: (item) => (
        <span className={classes.outcome} data-outcome={item.outcome}>
          {outcomeInWords(item, verb, correcting, t)}
        </span>
      ),
    },
    { key: 'steps', header: t('steps'), numeric: true, wide: true, cell: (item) => item.node_count ?? '–' },
    { key: 'why', header: t('why'), wide: true, cell: (item) => <Why item={item} correcting={correcting} /> },
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

function outcomeInWords(
  { outcome, position }: ImportItem,
  verb: 'will' | 'did',
  correcting: Correcting | undefined,
  t: ReturnType<typeof strings.useText>,
): string {
  if (correcting?.leftOut.has(position)) return t('will_leftOut');
  return outcome ? t(`${verb}_${outcome}`) : t('did_waiting');
}

interface ItemNameProps extends OfItem {
  importId: string | null;
}

function ItemName({ item, importId, correcting }: ItemNameProps) {
  const t = strings.useText();
  const title = correcting?.corrections.get(item.position)?.title?.trim() || item.title || t('noTitle');
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
        <span className={classes.itemTitle} data-out={correcting?.leftOut.has(item.position) || undefined}>
          {title}
        </span>
      )}
      <div className={flowClasses.tags}>
        {t('place', { name: item.name, line: item.first_line })} · {t(`format_${item.format}`)}
      </div>
      <Box hiddenFrom="sm">
        <Why item={item} correcting={correcting} />
      </Box>
      {correcting && <CorrectItem item={item} correcting={correcting} />}
      {importId !== null && item.node_count !== null && <StepsPreview importId={importId} item={item} />}
    </div>
  );
}

/** Why a flow is refused or stays a draft, else what is worth a look. */
function Why({ item, correcting }: OfItem) {
  const quote = (line: number) => correcting?.lineOf(item.name, line);
  const t = strings.useText();
  const errors = item.findings.filter((finding) => finding.severity === 'error');
  const more = errors.length - 1;
  const warnings = item.findings.length - errors.length;
  if (item.problem) {
    return (
      <div className={classes.why}>
        {item.problem}
        <Quoted line={errors[0]?.line} quote={quote} />
        {more > 0 && <Others findings={errors.slice(1)} quote={quote} />}
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
      <Messages findings={item.findings} quote={quote} />
    </details>
  );
}

interface MessagesProps {
  findings: ImportItem['findings'];
  /** The line of the file as it stands there. */
  quote: (line: number) => string | undefined;
}

function Others({ findings, quote }: MessagesProps) {
  const t = strings.useText();
  return (
    <details>
      <summary>
        <Text span size="xs">
          {t('moreProblems', { count: findings.length })}
        </Text>
      </summary>
      <Messages findings={findings} quote={quote} />
    </details>
  );
}

function Messages({ findings, quote }: MessagesProps) {
  return (
    <ul className={classes.messages}>
      {findings.map((finding) => (
        <li key={finding.code + finding.message}>
          {finding.message}
          <Quoted line={finding.line} quote={quote} />
        </li>
      ))}
    </ul>
  );
}

/** What stands on the line that a message is about. */
function Quoted({ line, quote }: { line: number | null | undefined; quote: MessagesProps['quote'] }) {
  const words = line ? quote(line)?.trim() : undefined;
  return words ? <code className={classes.quoted}>{words.slice(0, 200)}</code> : null;
}
