import { ActionIcon, Button, Stack, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { IconClose, IconDown, IconPlus, IconUp } from '../icons';
import type { FactPair } from './FactList';
import classes from './facts.module.css';
import { isSecret } from './secrets';
import { strings } from './strings';

interface Row extends FactPair {
  id: number;
}

interface FactsEditorProps {
  facts: readonly FactPair[];
  /** Called with the facts that have a label; a line without one stays here until it gets one. */
  onChange: (facts: FactPair[]) => void;
}

const MOST = 50;
const same = (one: readonly FactPair[], other: readonly FactPair[]): boolean =>
  one.length === other.length &&
  one.every((fact, at) => fact.label === other[at]?.label && fact.value === other[at]?.value);
const complete = (rows: readonly Row[]): FactPair[] =>
  rows.filter((row) => row.label.trim()).map(({ label, value }) => ({ label, value }));
/** Facts as the server keeps them. */
const trimmed = (facts: readonly FactPair[]): FactPair[] =>
  facts.map(({ label, value }) => ({ label: label.trim(), value: value.trim() }));

/** Pairs of label and value, added, changed, put in order and taken away in place. */
export function FactsEditor({ facts, onChange }: FactsEditorProps) {
  const t = strings.useText();
  const counter = useRef(0);
  const rowsOf = (given: readonly FactPair[]): Row[] =>
    given.map((fact) => ({ ...fact, id: ++counter.current }));
  const [rows, setRows] = useState<Row[]>(() => rowsOf(facts));
  const [seen, setSeen] = useState(facts);
  if (seen !== facts) {
    setSeen(facts);
    // What comes from elsewhere replaces these lines; what only comes back as it was sent does not.
    if (!same(trimmed(complete(rows)), trimmed(facts))) setRows(rowsOf(facts));
  }
  const put = (next: Row[]): void => {
    setRows(next);
    onChange(complete(next));
  };
  const change = (id: number, part: Partial<FactPair>): void =>
    put(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  const move = (at: number, by: number): void => {
    const next = [...rows];
    const [row] = next.splice(at, 1);
    if (row) next.splice(at + by, 0, row);
    put(next);
  };
  return (
    <Stack gap="xs">
      {rows.map((row, at) => (
        <Line
          key={row.id}
          row={row}
          number={at + 1}
          onChange={(part) => change(row.id, part)}
          onRemove={() => put(rows.filter((one) => one.id !== row.id))}
          onUp={at > 0 ? () => move(at, -1) : undefined}
          onDown={at < rows.length - 1 ? () => move(at, 1) : undefined}
        />
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus />}
          disabled={rows.length >= MOST}
          onClick={() => setRows([...rows, { id: ++counter.current, label: '', value: '' }])}
        >
          {t('add')}
        </Button>
      </div>
    </Stack>
  );
}

interface LineProps {
  row: Row;
  number: number;
  onChange: (part: Partial<FactPair>) => void;
  onRemove: () => void;
  onUp?: () => void;
  onDown?: () => void;
}

function Line({ row, number, onChange, onRemove, onUp, onDown }: LineProps) {
  const t = strings.useText();
  const label = row.label || t('unnamed', { number });
  const missing = !row.label.trim() && row.value !== '';
  return (
    <div className={classes.row}>
      <TextInput
        aria-label={`${t('label')} ${number}`}
        placeholder={t('labelHint')}
        maxLength={100}
        value={row.label}
        error={missing ? t('needsLabel') : undefined}
        autoFocus={row.label === '' && row.value === ''}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
      <TextInput
        aria-label={`${t('value')} ${number}`}
        placeholder={t('valueHint')}
        maxLength={1_000}
        value={row.value}
        description={isSecret(row.label) ? t('secret') : undefined}
        inputWrapperOrder={['input', 'description']}
        onChange={(event) => onChange({ value: event.currentTarget.value })}
      />
      <div className={classes.tools}>
        <Tool label={t('up', { label })} run={onUp} icon={<IconUp />} />
        <Tool label={t('down', { label })} run={onDown} icon={<IconDown />} />
        <Tool label={t('remove', { label })} run={onRemove} icon={<IconClose />} />
      </div>
    </div>
  );
}

function Tool({ label, run, icon }: { label: string; run?: () => void; icon: React.ReactNode }) {
  return (
    <ActionIcon variant="subtle" color="gray" size={24} aria-label={label} disabled={!run} onClick={run}>
      {icon}
    </ActionIcon>
  );
}
