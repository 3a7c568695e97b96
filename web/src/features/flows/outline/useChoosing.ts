import { useEffect, useState } from 'react';
import { type Model, stepKey } from '@/lib/tree/model';
import { useOutline } from '@/lib/tree/useOutline';
import type { Jump } from './Outline';

interface Choosing {
  model: Model;
  step: string | undefined;
  find: string;
  wanted?: Jump | null;
  onStep: (step: string | undefined) => void;
  onFind: (words: string) => void;
}

/** Which step is chosen, and going to another one wherever it is hidden. `cleared` counts searches that were given up for that. */
export function useChoosing({ model, step, find, wanted = null, onStep, onFind }: Choosing) {
  const known = step !== undefined && model.rows.has(stepKey(step)) ? stepKey(step) : null;
  const [chosen, setChosen] = useState<string | null>(known);
  const [jumped, setJumped] = useState<Jump | null>(null);
  const [cleared, setCleared] = useState(0);
  const outline = useOutline(model, chosen, find);

  const choose = (key: string): void => {
    setChosen(key);
    const row = model.rows.get(key);
    onStep(row?.kind === 'step' ? row.node?.id : undefined);
  };
  const jump = (key: string): void => {
    if (!model.rows.has(key)) return;
    if (outline.searching && !outline.rows.some((row) => row.key === key)) {
      onFind('');
      setCleared((count) => count + 1);
    }
    outline.reveal(key);
    choose(key);
    setJumped((last) => ({ key, count: (last?.count ?? 0) + 1 }));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new wish moves, not each drawing
  useEffect(() => {
    if (wanted !== null) jump(wanted.key);
  }, [wanted]);
  const leave = (): void => {
    setChosen(null);
    onStep(undefined);
  };
  return { outline, chosen, jumped, cleared, choose, jump, leave };
}
