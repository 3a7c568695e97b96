import { useQueryClient } from '@tanstack/react-query';
import { isProblem } from '@/api/problem';
import { useBack, useStep, type Walk, walkKey } from '@/api/walks';
import { clearDraft, readDraft, writeDraft } from '@/lib/drafts';

/** Answering and going back on one walk. */
export interface Stepping {
  answer: (optionId: string, evidence?: string) => void;
  /** Keeps `kept` answers; left out, undoes the last one. */
  back: (kept?: number) => void;
  busy: boolean;
  error: unknown;
  /** The answer was given from a state that had changed meanwhile; the walk was read again. */
  movedOn: boolean;
  readNote: () => string;
  keepNote: (note: string) => void;
}

const MOVED_ON = ['walk_moved_on', 'stale_step', 412] as const;

/** The note typed on the present step is kept on this device until its answer is stored. */
export function useStepping(walk: Walk): Stepping {
  const client = useQueryClient();
  const step = useStep(walk.id);
  const undo = useBack(walk.id);
  const draft = `step-note:${walk.id}`;
  const error = step.error ?? undo.error;
  const movedOn = isProblem(error, ...MOVED_ON);
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
    busy: step.isPending || undo.isPending,
    error: movedOn ? null : error,
    movedOn,
    readNote,
    keepNote: (note) => (note ? writeDraft(draft, note) : clearDraft(draft)),
  };
}
