import { UnstyledButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { IconCheck } from '@/ui/icons';
import { STAGES, type Stage } from './stages';
import classes from './stages.module.css';
import { strings } from './strings';

interface StepIndicatorProps {
  present: Stage;
  /** The furthest stage that may be gone to. */
  reached: Stage;
  go: (stage: Stage) => void;
}

/** The four stages: where one is, what is done, and the way back to it. */
export function StepIndicator({ present, reached, go }: StepIndicatorProps) {
  const t = strings.useText();
  const now = STAGES.indexOf(present);
  const furthest = Math.max(STAGES.indexOf(reached), now);
  const list = useRef<HTMLOListElement>(null);
  const shown = useRef(present);
  useEffect(() => {
    if (shown.current === present) return;
    shown.current = present;
    list.current?.querySelector<HTMLElement>('[aria-current]')?.focus();
  }, [present]);
  return (
    <nav aria-label={t('stages')}>
      <ol ref={list} className={classes.stages}>
        {STAGES.map((stage, at) => (
          <li
            key={stage}
            className={classes.stage}
            data-now={stage === present || undefined}
            data-done={at < furthest || undefined}
          >
            <UnstyledButton
              className={classes.stageButton}
              disabled={at > furthest}
              aria-current={stage === present ? 'step' : undefined}
              onClick={() => go(stage)}
            >
              <span className={classes.stageMark} data-done={at < furthest || undefined} aria-hidden="true">
                {at < furthest && at !== now ? <IconCheck /> : at + 1}
              </span>
              <span className={classes.stageWords}>{t(`stage_${stage}`)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </nav>
  );
}
