import { ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
import type { Model } from '../outline/model';
import type { Layout } from './layout';
import { joinsOf, treePath } from './lines';
import classes from './picture.module.css';

interface LinesProps {
  model: Model;
  layout: Layout;
  chosen: string | null;
}

/** The lines of the picture: one path for the tree, under the cards, and joins over them. */
export const Lines = memo(function Lines({ model, layout, chosen }: LinesProps) {
  const tree = useMemo(() => treePath(layout), [layout]);
  const joins = useMemo(() => joinsOf(model, layout), [model, layout]);
  const near = joins.filter((join) => join.from === chosen || join.to === chosen);
  const rest = joins.map((join) => join.path).join('');
  return (
    <ViewportPortal>
      <svg className={classes.lines} data-under width="1" height="1" aria-hidden="true">
        <path d={tree} className={classes.treeLine} />
      </svg>
      <svg className={classes.lines} width="1" height="1" aria-hidden="true">
        <path d={rest} className={classes.joinLine} />
        {near.map((join) => (
          <path key={join.key} d={join.path} className={classes.joinNear} />
        ))}
      </svg>
    </ViewportPortal>
  );
});
