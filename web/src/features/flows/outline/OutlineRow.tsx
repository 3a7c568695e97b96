import { type CSSProperties, memo } from 'react';
import type { Option, TreeNode } from '@/api/flows';
import { minutesInWords } from '@/lib/time';
import type { Row } from '@/lib/tree/model';
import { piecesOf } from '@/lib/tree/search';
import classes from '@/ui/steps/outline.module.css';
import { StepMark } from '@/ui/steps/StepMark';
import stepClasses from '@/ui/steps/steps.module.css';
import { strings } from './strings';

interface OutlineRowProps {
  row: Row;
  position: number;
  siblings: number;
  folded: boolean;
  chosen: boolean;
  /** Takes the focus when the outline is entered with Tab. */
  entry: boolean;
  found: boolean;
  find: string;
  /** How bad the findings of the step are. */
  severity: 'error' | 'warning' | null;
}

/** One line of the outline. What a press or click does is decided by the tree around it. */
export const OutlineRow = memo(function OutlineRow({ row, ...shown }: OutlineRowProps) {
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
        <span className={classes.words}>
          {row.answer && <span className={stepClasses.answer}>{row.answer.label}</span>}{' '}
          <LineWords row={row} find={shown.find} />
        </span>
        {row.kind === 'step' && row.node && <Facts node={row.node} answer={row.answer} />}
      </div>
    </div>
  );
});

function LineWords({ row, find }: { row: Row; find: string }) {
  const t = strings.useText();
  if (row.kind === 'nowhere' || row.node === null) {
    return <span className={stepClasses.nowhere}>{t('nowhere')}</span>;
  }
  if (row.kind === 'join') {
    return (
      <span className={classes.join}>
        {t('continuesAt')} <span className={classes.joinText}>“{row.node.text}”</span>
      </span>
    );
  }
  return (
    <>
      <StepMark type={row.node.type} />
      {piecesOf(row.node.text, find).map((piece, index) =>
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

function Facts({ node, answer }: { node: TreeNode; answer: Option | null }) {
  const t = strings.useText();
  const facts = [
    answer?.evidence ? t('proof') : null,
    node.type === 'escalation' && node.to ? `→ ${node.to}` : null,
    node.needs_review ? t('review') : null,
    node.minutes ? minutesInWords(node.minutes) : null,
  ].filter((fact) => fact !== null);
  return facts.length > 0 && <span className={classes.facts}>{facts.join(' · ')}</span>;
}
