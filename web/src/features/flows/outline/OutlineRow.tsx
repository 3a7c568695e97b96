import { memo } from 'react';
import type { Row } from '@/lib/tree/model';
import classes from '@/ui/steps/outline.module.css';
import stepClasses from '@/ui/steps/steps.module.css';
import { type LineShown, StepWords, TreeLine } from '@/ui/steps/TreeLine';
import { strings } from './strings';

interface OutlineRowProps extends LineShown {
  row: Row;
  find: string;
}

/** One line of the outline. What a press or click does is decided by the tree around it. */
export const OutlineRow = memo(function OutlineRow({ row, find, ...shown }: OutlineRowProps) {
  return (
    <TreeLine row={row} {...shown}>
      {row.answer && <span className={stepClasses.answer}>{row.answer.label}</span>}{' '}
      <LineWords row={row} find={find} />
    </TreeLine>
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
  return <StepWords node={row.node} find={find} />;
}
