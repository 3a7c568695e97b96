import { Stack } from '@mantine/core';
import { type RefObject, Suspense, useLayoutEffect, useRef } from 'react';
import type { Walk } from '@/api/walks';
import { useOnline } from '@/lib/connection';
import { Question } from '../walk/Question';
import type { Stepping } from '../walk/useStepping';
import { Aside } from './Aside';
import classes from './aiBuild.module.css';
import { isLost, LostAgain } from './LostAgain';
import { Making } from './Making';
import { placeOf } from './place';
import { Stuck } from './Stuck';
import { useGoingOn } from './useGoingOn';

interface BuiltWalkProps {
  walk: Walk;
  stepping: Stepping;
}

/** Where the question stands in a walk that is built as one walks: it, what is done until it is there, or why it isn't. */
export function BuiltWalk({ walk, stepping }: BuiltWalkProps) {
  const goingOn = useGoingOn(walk);
  const root = useRef<HTMLDivElement>(null);
  const place = placeOf(walk, stepping, goingOn.busy, useOnline());
  useKeptHeight(root, place, stepping.busy);
  return (
    <div ref={root} className={classes.place} data-place={place}>
      {place === 'question' && walk.pending_node && (
        <Stack>
          <Aside walk={walk} goingOn={goingOn} />
          <Question
            key={`${walk.version}-${walk.may_act}-${walk.pending_node.id}`}
            walk={walk}
            node={walk.pending_node}
            stepping={stepping}
          />
        </Stack>
      )}
      {place === 'making' && (
        <Making walk={walk} answer={stepping.standing?.answer} byPlaybook={goingOn.byPlaybook} />
      )}
      {place === 'stuck' && <Stuck walk={walk} goingOn={goingOn} />}
      <Suspense>{place === 'stuck' && isLost(walk) && <LostAgain walk={walk} goingOn={goingOn} />}</Suspense>
    </div>
  );
}

/** While a question is made its place is as high as the one before, so that nothing jumps under the hand. */
function useKeptHeight(root: RefObject<HTMLElement | null>, place: string, busy: boolean): void {
  const answered = useRef(busy);
  const height = useRef(0);
  useLayoutEffect(() => {
    answered.current = busy;
  }, [busy]);
  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    const kept = place === 'making' && height.current > 0;
    element.style.minHeight = kept ? `${height.current}px` : '';
    if (place === 'making') return;
    // Fields and fonts change it without anything being drawn anew; what counts is how it was answered.
    const watch = new ResizeObserver(() => {
      if (!answered.current) height.current = element.offsetHeight;
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [root, place]);
}
