import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import type { Finding } from '@/api/flows';
import { useActions } from '@/lib/keys/useActions';
import type { Model, Row } from '@/lib/tree/model';
import { stepKey } from '@/lib/tree/model';
import { pressOn } from '@/lib/tree/treeKeys';
import type { OutlineState } from '@/lib/tree/useOutline';
import classes from '@/ui/steps/outline.module.css';
import { OutlineRow } from './OutlineRow';
import { strings } from './strings';

export interface Jump {
  key: string;
  /** Counts jumps, so that the same step can be jumped to twice. */
  count: number;
}

interface OutlineProps {
  model: Model;
  outline: OutlineState;
  chosen: string | null;
  find: string;
  /** Findings by step id. */
  findings: ReadonlyMap<string, readonly Finding[]>;
  /** The step to bring into view and focus. */
  jumped: Jump | null;
  choose: (key: string) => void;
  jump: (key: string) => void;
}

const keyAt = (target: EventTarget): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>('[data-key]')?.dataset.key : undefined;

/** The flow as a tree of lines: arrows move and fold, Enter follows a join. */
export function Outline(props: OutlineProps) {
  const { model, outline, chosen, jumped, choose, jump } = props;
  const t = strings.useText();
  const list = useRef<HTMLDivElement>(null);
  const focus = (key: string): void => {
    const line = list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
    line?.focus({ preventScroll: true });
    line?.querySelector('[data-line]')?.scrollIntoView({ block: 'nearest' });
    choose(key);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new jump moves the focus
  useEffect(() => {
    if (jumped !== null) focus(jumped.key);
  }, [jumped]);
  const activate = (row: Row): void => {
    if (row.kind === 'join' && row.node !== null) jump(stepKey(row.node.id));
    else choose(row.key);
  };
  const moves = { model, outline, focus, activate };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !isLine(event.target)) return;
    if (pressOn(keyAt(event.target) ?? '', event.key, moves)) event.preventDefault();
  };
  const onClick = (event: MouseEvent): void => {
    const key = keyAt(event.target);
    const row = key === undefined ? undefined : model.rows.get(key);
    if (row === undefined || !isOfLine(event.target)) return;
    if (isArrow(event.target) && row.children.length > 0) pressOn(row.key, ' ', moves);
    else activate(row);
  };
  const step = (by: 'ArrowDown' | 'ArrowUp'): void => {
    pressOn(chosen ?? outline.rows[0]?.key ?? '', by, moves);
  };
  useActions([
    {
      id: 'steps.next',
      label: t('nextStep'),
      group: t('outline'),
      keys: 'j',
      keyOnly: true,
      run: () => step('ArrowDown'),
    },
    {
      id: 'steps.previous',
      label: t('previousStep'),
      group: t('outline'),
      keys: 'k',
      keyOnly: true,
      run: () => step('ArrowUp'),
    },
  ]);
  return (
    <div
      ref={list}
      role="tree"
      aria-label={t('outline')}
      className={classes.tree}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <Lines {...props} />
    </div>
  );
}

const isLine = (target: EventTarget): target is HTMLElement =>
  target instanceof HTMLElement && target.dataset.key !== undefined;
const isOfLine = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[data-line]') !== null;
const isArrow = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[data-arrow]') !== null;

function Lines({ model, outline, chosen, find, findings }: OutlineProps) {
  const { rows, hits } = outline;
  const found = new Set(hits);
  const entry = rows.find((row) => row.key === chosen)?.key ?? rows[0]?.key;
  const siblings = (row: Row): readonly string[] =>
    row.parent === null ? model.roots : (model.rows.get(row.parent)?.children ?? []);
  return rows.map((row) => {
    const own = siblings(row);
    const about = row.kind === 'step' && row.node ? findings.get(row.node.id) : undefined;
    return (
      <OutlineRow
        key={row.key}
        row={row}
        position={own.indexOf(row.key) + 1}
        siblings={own.length}
        folded={outline.isFolded(row.key)}
        chosen={row.key === chosen}
        entry={row.key === entry}
        found={found.has(row.key)}
        find={find}
        severity={about?.[0]?.severity ?? null}
      />
    );
  });
}
