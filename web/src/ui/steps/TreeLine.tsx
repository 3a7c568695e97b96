import type { CSSProperties, ReactNode } from 'react';
import { minutesInWords } from '@/lib/time';
import type { Row } from '@/lib/tree/model';
import { piecesOf } from '@/lib/tree/search';
import classes from './outline.module.css';
import { StepMark } from './StepMark';
import { strings } from './strings';

/** How a line of an outline stands among the others. */
export interface LineShown {
  position: number;
  siblings: number;
  folded: boolean;
  chosen: boolean;
  /** Takes the focus when the outline is entered. */
  entry: boolean;
  /** How bad the findings about the line are. */
  severity: 'error' | 'warning' | null;
  /** Holds the words that are looked for. */
  found?: boolean;
}

interface TreeLineProps extends LineShown {
  row: Row;
  /** The answer that leads here, and the step. */
  children: ReactNode;
}

/** One line of an outline of steps. What a press or click does is decided by the tree around it. */
export function TreeLine({ row, children, ...shown }: TreeLineProps) {
  return (
    <div
      role="treeitem"
      aria-level={row.level}
      aria-posinset={shown.position}
      aria-setsize={shown.siblings}
      aria-expanded={row.children.length > 0 ? !shown.folded : undefined}
      aria-selected={shown.chosen}
      tabIndex={shown.entry ? 0 : -1}
      data-key={row.key}
      data-root={row.level === 1 || undefined}
      data-kind={row.kind}
      data-found={shown.found || undefined}
      data-severity={shown.severity ?? undefined}
      className={classes.row}
      style={{ '--level': row.level - 1 } as CSSProperties}
    >
      <div className={classes.line} data-line>
        <span className={classes.arrow} data-arrow data-open={!shown.folded} aria-hidden="true">
          {row.children.length > 0 && (
            <svg viewBox="0 0 12 12" width="12" height="12" focusable="false" aria-hidden="true">
              <path d="m4 2.5 4 3.5-4 3.5" fill="none" stroke="currentColor" strokeWidth="1.8" />
            </svg>
          )}
        </span>
        <span className={classes.words}>{children}</span>
        <Facts row={row} />
      </div>
    </div>
  );
}

interface StepWordsProps {
  node: NonNullable<Row['node']>;
  find: string;
  /** Stands where the step has no words. */
  empty?: ReactNode;
}

/** The step of a line in its own words; those that are looked for are marked. */
export function StepWords({ node, find, empty }: StepWordsProps) {
  return (
    <>
      <StepMark type={node.type} />
      {node.text.trim() === '' && empty}
      {piecesOf(node.text, find).map((piece, index) =>
        piece.hit ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name
          <mark key={index}>{piece.text}</mark>
        ) : (
          piece.text
        ),
      )}
    </>
  );
}

function Facts({ row }: { row: Row }) {
  const t = strings.useText();
  const node = row.kind === 'step' ? row.node : null;
  const facts = [
    row.answer?.evidence ? t('proof') : null,
    node?.type === 'escalation' && node.to ? `→ ${node.to}` : null,
    node?.needs_review ? t('review') : null,
    node?.minutes ? minutesInWords(node.minutes) : null,
  ].filter((fact) => fact !== null);
  return facts.length > 0 && <span className={classes.facts}>{facts.join(' · ')}</span>;
}
