import { Button, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useListKeys } from '@/lib/keys/useListKeys';
import { strings } from './strings';
import classes from './ui.module.css';

export interface Column<Row> {
  key: string;
  /** Empty over a column of buttons, which then stands at the right. */
  header: string;
  /** The first column should hold the row's link or button, marked `data-list-item`, for `j` and `k`. */
  cell: (row: Row) => ReactNode;
  /** Figures and times: same width for each digit, no wrapping. */
  numeric?: boolean;
  /** Left out on a phone. */
  wide?: boolean;
}

interface DataTableProps<Row> {
  /** Names the table for readers. */
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  columns: readonly Column<Row>[];
  /** No row holds a link or button: the table takes the focus itself, so that the keyboard can scroll it. */
  plain?: boolean;
  /** Present while there is a further page. */
  loadMore?: () => void;
  loadingMore?: boolean;
}

/** A table of rows with "load more" under it; `j` and `k` move through the rows, Enter opens. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, rowKey, columns, plain, loadMore, loadingMore } = props;
  const t = strings.useText();
  const list = useListKeys<HTMLDivElement>({ next: t('next'), previous: t('previous'), group: t('lists') });
  return (
    <div className={classes.panel}>
      <div
        ref={list}
        className={classes.scroll}
        {...(plain && { tabIndex: 0, role: 'group', 'aria-label': label })}
      >
        <Table className={`rf-table ${classes.table}`} aria-label={label}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column.key} scope="col" visibleFrom={column.wide ? 'sm' : undefined}>
                  {column.header || <VisuallyHidden>{t('actions')}</VisuallyHidden>}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={rowKey(row)}>
                {columns.map((column) => (
                  <Table.Td
                    key={column.key}
                    className={column.numeric ? classes.numeric : undefined}
                    data-buttons={column.header === '' || undefined}
                    visibleFrom={column.wide ? 'sm' : undefined}
                  >
                    {column.cell(row)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Group justify="space-between" className={classes.tableFoot}>
        <Text size="xs" c="dimmed" role="status">
          {t('shown', { count: rows.length })}
        </Text>
        {loadMore && (
          <Button size="xs" variant="default" onClick={loadMore} loading={loadingMore}>
            {t('loadMore')}
          </Button>
        )}
      </Group>
    </div>
  );
}
