import type { ReactNode } from 'react';
import type { NodeType } from '@/lib/tree/types';
import classes from './steps.module.css';
import { strings } from './strings';

const SHAPES: Record<NodeType, ReactNode> = {
  question: <path d="M7.4 7.6A2.7 2.7 0 0 1 12.6 8c0 1.8-2.6 2-2.6 3.8M10 14.6v.1" />,
  action: <path d="M6 4.8 14.5 10 6 15.2z" />,
  resolution: <path d="m5.5 10.4 3.2 3.2 5.8-7" />,
  escalation: <path d="M10 15V5.5M6 9.3l4-3.9 4 3.9" />,
};

/** The kind of a step as a small sign; read out by its name. */
export function StepMark({ type }: { type: NodeType }) {
  const t = strings.useText();
  return (
    <span className={classes.mark} data-type={type} title={t(`type_${type}`)}>
      <svg viewBox="0 0 20 20" width="14" height="14" aria-hidden="true" focusable="false">
        <g fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
          {SHAPES[type]}
        </g>
      </svg>
      <span className="rf-hidden">{t(`type_${type}`)}: </span>
    </span>
  );
}
