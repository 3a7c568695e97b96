import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isProblem } from '@/api/problem';
import { useBack, useStep, type Walk, walkKey } from '@/api/walks';
import { clearDraft, readDraft, writeDraft } from '@/lib/drafts';

/** Answering and going back on one walk. */
export interface Stepping {
  answer: (optionId: string, evidence?: string) => void;
  /** Keeps `kept` answers; left out, undoes the last one. */
  back: (kept?: number) => void;
  busy: boolean;
  /** An answer has been on its way for longer than a moment. */
  slow: boolean;
  error: unknown;
  /** The answer was given from a state that had changed meanwhile; the walk was read again. */
  movedOn: boolean;
  readNote: () => string;
  keepNote: (note: string) => void;
}

const MOVED_ON = ['walk_moved_on', 'step_answered_before', 'walk_not_active', 412] as const;

const SLOW_MS = 700;

/** Whether `on` has been true for `milliseconds`. */
function useLater(on: boolean, milliseconds: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!on) return;
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => clearTimeout(timer);
  }, [on, milliseconds]);
  return late;
}

/** The note typed on the present step is kept on this device until its answer is stored. */
export function useStepping(walk: Walk): Stepping {
  const client = useQueryClient();
  const step = useStep(walk.id);
  const undo = useBack(walk.id);
  const draft = `step-note:${walk.id}`;
  const error = step.error ?? undo.error;
  const movedOn = isProblem(error, ...MOVED_ON);
  const busy = step.isPending || undo.isPending;
  const slow = useLater(busy, SLOW_MS);
  const readAgain = (): void => void client.invalidateQueries({ queryKey: walkKey(walk.id) });
  const readNote = (): string => readDraft<string>(draft)?.value ?? '';
  return {
    answer: (optionId, evidence) => {
      const node = walk.pending_node;
      if (!node || step.isPending || undo.isPending) return;
      undo.reset();
      step.mutate(
        {
          node_id: node.id,
          option_id: optionId,
          note: readNote().trim() || null,
          evidence: evidence ? { kind: 'text', value: evidence } : null,
        },
        { onSuccess: () => clearDraft(draft), onError: readAgain },
      );
    },
    back: (kept) => {
      if (step.isPending || undo.isPending || walk.step_count === 0) return;
      step.reset();
      undo.mutate(kept, { onError: readAgain });
    },
    busy,
    slow,
    error: movedOn ? null : error,
    movedOn,
    readNote,
    keepNote: (note) => (note ? writeDraft(draft, note) : clearDraft(draft)),
  };
}
