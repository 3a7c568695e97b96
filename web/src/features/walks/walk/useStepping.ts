import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useMe } from '@/api/me';
import { isProblem } from '@/api/problem';
import type { EvidenceGiven } from '@/api/replies';
import { useBack, type Walk, walkKey } from '@/api/walks';
import { clearDraft, readDraft, writeDraft } from '@/lib/drafts';
import { useLater } from '@/lib/later';
import {
  forgetRefusal,
  giveAnswer,
  isRecorded,
  type Standing,
  settle,
  stepNoteKey,
  takeBack,
  useAnswers,
} from '../unsent/answers';

/** Answering and going back on one walk. */
export interface Stepping {
  answer: (optionId: string, evidence?: EvidenceGiven) => void;
  /** Keeps `kept` answers; left out, undoes the last one. */
  back: (kept?: number) => void;
  busy: boolean;
  /** An answer has been on its way for longer than a moment. */
  slow: boolean;
  /** The answer that is on its way, waits for the connection, or was refused. */
  standing: Standing | undefined;
  error: unknown;
  /** The answer was given from a state that had changed meanwhile; the walk was read again. */
  movedOn: boolean;
  readNote: () => string;
  keepNote: (note: string) => void;
}

const MOVED_ON = ['walk_moved_on', 'step_answered_before', 'walk_not_active', 412] as const;

const SLOW_MS = 700;

/** The note typed on the present step is kept on this device until its answer is stored. */
export function useStepping(walk: Walk): Stepping {
  const client = useQueryClient();
  const me = useMe();
  const given = useAnswers((answers) => answers[walk.id]);
  const recorded = given !== undefined && isRecorded(walk, given.answer, me.id);
  const standing = recorded ? undefined : given;
  const undo = useBack(walk.id);
  const draft = stepNoteKey(walk.id);
  const refused = standing?.state === 'refused';
  const error = (refused ? standing.error : null) ?? undo.error;
  const movedOn = isProblem(error, ...MOVED_ON);
  const unsent = standing?.state === 'waiting' ? standing : undefined;
  const busy = (standing !== undefined && !refused) || undo.isPending;
  const slow = useLater(busy && !unsent, SLOW_MS);
  useEffect(() => {
    if (recorded) settle(walk.id);
  }, [recorded, walk.id]);
  useEffect(() => () => forgetRefusal(walk.id), [walk.id]);
  const readNote = (): string => readDraft<string>(draft)?.value ?? '';
  return {
    answer: (optionId, evidence) => {
      const node = walk.pending_node;
      if (!node || busy) return;
      undo.reset();
      const step = {
        node_id: node.id,
        option_id: optionId,
        note: readNote().trim() || null,
        evidence: evidence ?? null,
      };
      const label = node.options.find((option) => option.id === optionId)?.label ?? '';
      giveAnswer(client, walk, { step, question: node.text, label });
    },
    back: (kept) => {
      if (unsent) return takeBack(client, walk.id);
      if (busy || (walk.step_count === 0 && walk.switches.length === 0)) return;
      forgetRefusal(walk.id);
      undo.mutate(kept, {
        onError: () => void client.invalidateQueries({ queryKey: walkKey(walk.id) }),
      });
    },
    busy,
    slow,
    standing,
    error: movedOn ? null : error,
    movedOn,
    readNote,
    keepNote: (note) => (note ? writeDraft(draft, note) : clearDraft(draft)),
  };
}
