import { memo } from 'react';
import type { Row } from '@/lib/tree/model';
import rowClasses from '@/ui/steps/outline.module.css';
import stepClasses from '@/ui/steps/steps.module.css';
import { type LineShown, StepWords, TreeLine } from '@/ui/steps/TreeLine';
import { strings } from '../strings';
import { InlineField } from './InlineField';

interface EditorRowProps extends LineShown {
  row: Row;
  writing: 'text' | 'label' | null;
  find: string;
}

/** One line of the outline that can be written in. What keys and clicks do is decided by the tree around it. */
export const EditorRow = memo(function EditorRow({ row, writing, find, ...shown }: EditorRowProps) {
  return (
    <TreeLine row={row} {...shown}>
      <Answer row={row} writing={writing === 'label'} />{' '}
      {writing === 'text' ? (
        <InlineField what="text" value={row.kind === 'step' ? (row.node?.text ?? '') : ''} />
      ) : (
        <Target row={row} find={find} />
      )}
    </TreeLine>
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
  const empty = <span className={stepClasses.nowhere}>{t('noText')}</span>;
  return <StepWords node={row.node} find={find} empty={empty} />;
}
