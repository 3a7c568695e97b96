import { type CSSProperties, memo } from 'react';
import { minutesInWords } from '@/lib/time';
import type { Row } from '@/lib/tree/model';
import { piecesOf } from '@/lib/tree/search';
import rowClasses from '@/ui/steps/outline.module.css';
import { StepMark } from '@/ui/steps/StepMark';
import stepClasses from '@/ui/steps/steps.module.css';
import { strings } from '../strings';
import { InlineField } from './InlineField';

interface EditorRowProps {
  row: Row;
  position: number;
  siblings: number;
  folded: boolean;
  chosen: boolean;
  /** Takes the focus when the outline is entered. */
  entry: boolean;
  writing: 'text' | 'label' | null;
  find: string;
  severity: 'error' | 'warning' | null;
}

/** One line of the outline that can be written in. What keys and clicks do is decided by the tree around it. */
export const EditorRow = memo(function EditorRow({ row, ...shown }: EditorRowProps) {
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
      data-severity={shown.severity ?? undefined}
      className={rowClasses.row}
      style={{ '--level': row.level - 1 } as CSSProperties}
    >
      <div className={rowClasses.line} data-line>
        <span className={rowClasses.arrow} data-arrow data-open={!shown.folded} aria-hidden="true">
          {row.children.length > 0 && (
            <svg viewBox="0 0 12 12" width="12" height="12" focusable="false" aria-hidden="true">
              <path d="m4 2.5 4 3.5-4 3.5" fill="none" stroke="currentColor" strokeWidth="1.8" />
            </svg>
          )}
        </span>
        <span className={rowClasses.words}>
          <Answer row={row} writing={shown.writing === 'label'} />{' '}
          {shown.writing === 'text' ? (
            <InlineField what="text" value={row.kind === 'step' ? (row.node?.text ?? '') : ''} />
          ) : (
            <Target row={row} find={shown.find} />
          )}
        </span>
        <Facts row={row} />
      </div>
    </div>
  );
});

function Answer({ row, writing }: { row: Row; writing: boolean }) {
  const t = strings.useText();
  if (row.answer === null) return null;
  if (writing) return <InlineField what="label" value={row.answer.label} />;
  return (
    <span className={stepClasses.answer} data-label>
      {row.answer.label || t('noWords')}
    </span>
  );
}

function Target({ row, find }: { row: Row; find: string }) {
  const t = strings.useText();
  if (row.kind === 'nowhere' || row.node === null) {
    return <span className={stepClasses.nowhere}>{t('nowhere')}</span>;
  }
  if (row.kind === 'join') {
    return (
      <span className={rowClasses.join} data-follow>
        → {t('continuesAt')} <span className={rowClasses.joinText}>“{row.node.text}”</span>
      </span>
    );
  }
  return (
    <>
      <StepMark type={row.node.type} />
      {row.node.text.trim() === '' && <span className={stepClasses.nowhere}>{t('noText')}</span>}
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

function Facts({ row }: { row: Row }) {
  const t = strings.useText();
  const node = row.kind === 'step' ? row.node : null;
  const facts = [
    row.answer?.evidence ? t('proof') : null,
    node?.type === 'escalation' && node.to ? `→ ${node.to}` : null,
    node?.needs_review ? t('review') : null,
    node?.minutes ? minutesInWords(node.minutes) : null,
  ].filter((fact) => fact !== null);
  return facts.length > 0 && <span className={rowClasses.facts}>{facts.join(' · ')}</span>;
}
