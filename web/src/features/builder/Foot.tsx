import type { ReactNode } from 'react';
import classes from './builder.module.css';

interface FootProps {
  /** What stands at the left: the state of saving, say. */
  aside?: ReactNode;
  children: ReactNode;
}

/** The buttons that lead from stage to stage, always in view. */
export function Foot({ aside, children }: FootProps) {
  return (
    <div className={classes.foot}>
      {aside}
      <div className={classes.footButtons}>{children}</div>
    </div>
  );
}
