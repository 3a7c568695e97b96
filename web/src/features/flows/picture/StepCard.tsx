import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import type { Row } from '@/lib/tree/model';
import { stepKey } from '@/lib/tree/model';
import { StepMark } from '@/ui/steps/StepMark';
import stepClasses from '@/ui/steps/steps.module.css';
import { strings as stepStrings } from '../outline/strings';
import { useFar, usePictureActions } from './actions';
import type { CardNode } from './nodes';
import classes from './picture.module.css';
import { strings } from './strings';

/** One step in the picture: the answer that leads to it as a chip, its text, and answers that continue elsewhere. */
export const StepCard = memo(function StepCard({ data }: NodeProps<CardNode>) {
  const far = useFar();
  const { placed, chosen, found, severity } = data;
  const { node } = placed.row;
  if (node === null) return null;
  return (
    <div
      className={`${classes.card} ${stepClasses.card}`}
      data-type={node.type}
      data-chosen={chosen || undefined}
      data-found={found || undefined}
      data-severity={severity ?? undefined}
      data-far={far || undefined}
    >
      {!far && (
        <>
          {placed.row.answer && <div className={classes.chip}>{placed.row.answer.label}</div>}
          <div className={classes.text}>
            <StepMark type={node.type} />
            {node.text}
          </div>
          {placed.others.map((row) => (
            <OtherAnswer key={row.key} row={row} />
          ))}
          <FoldButton placed={placed} />
        </>
      )}
    </div>
  );
});

function OtherAnswer({ row }: { row: Row }) {
  const t = stepStrings.useText();
  const { choose } = usePictureActions();
  if (row.node === null) {
    return (
      <div className={classes.other}>
        <span className={classes.otherLabel}>{row.answer?.label}</span>
        <span className={stepClasses.nowhere}>{t('nowhere')}</span>
      </div>
    );
  }
  const key = stepKey(row.node.id);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${classes.other} nodrag nopan`}
      title={`${row.answer?.label}: ${t('continuesAt')} “${row.node.text}”`}
      onClick={(event) => {
        event.stopPropagation();
        choose(key);
      }}
    >
      <span className={classes.otherLabel}>{row.answer?.label}</span>
      <span className={classes.otherText}>↷ {row.node.text}</span>
    </button>
  );
}

function FoldButton({ placed }: { placed: CardNode['data']['placed'] }) {
  const t = strings.useText();
  const { toggle } = usePictureActions();
  if (placed.row.children.length === placed.others.length) return null;
  const folded = placed.hidden > 0;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${classes.fold} nodrag nopan`}
      aria-label={folded ? t('unfold', { count: placed.hidden }) : t('foldTitle')}
      title={folded ? t('unfold', { count: placed.hidden }) : t('foldTitle')}
      onClick={(event) => {
        event.stopPropagation();
        toggle(placed.key);
      }}
    >
      {folded ? `+${placed.hidden}` : '–'}
    </button>
  );
}
