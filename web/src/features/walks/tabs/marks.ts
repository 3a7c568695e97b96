import type { WalkBrief } from '@/api/walks';
import type { SaveState } from '@/lib/autosave/engine';
import { useUnsaved } from '@/lib/autosave/kept';
import { useDraftKeys } from '@/lib/drafts';
import { isBuilt } from '../kind';
import { answerKey, parkKey, stepNoteKey, useAnswers, wrongKey } from '../unsent/answers';
import { notesKey } from '../unsent/notes';

export type Mark = 'tabConflict' | 'tabUnsaved' | 'tabMaking' | 'tabDraft';

interface Here {
  keys: ReadonlySet<string>;
  unsaved: Readonly<Record<string, SaveState>>;
  refused: boolean;
  /** Its next question is being worked out from an answer given here. */
  making?: boolean;
}

/** What of a walk is only on this device, the most pressing first. */
export function markOf(walkId: string, { keys, unsaved, refused, making = false }: Here): Mark | null {
  const notes = notesKey(walkId);
  if (unsaved[notes] === 'conflict' || refused) return 'tabConflict';
  if (keys.has(notes)) return 'tabUnsaved';
  if (making) return 'tabMaking';
  if (keys.has(answerKey(walkId))) return 'tabUnsaved';
  const drafts = [
    stepNoteKey(walkId),
    wrongKey(walkId),
    parkKey(walkId),
    `resolve:${walkId}`,
    `escalate:${walkId}`,
  ];
  return drafts.some((key) => keys.has(key)) ? 'tabDraft' : null;
}

export function useMark(walk: Pick<WalkBrief, 'id' | 'session_kind'>): Mark | null {
  const walkId = walk.id;
  const keys = useDraftKeys();
  const unsaved = useUnsaved();
  const state = useAnswers((answers) => answers[walkId]?.state);
  return markOf(walkId, {
    keys,
    unsaved,
    refused: state === 'refused',
    making: state === 'sending' && isBuilt(walk),
  });
}
