import type { SaveState } from '@/lib/autosave/engine';
import { useUnsaved } from '@/lib/autosave/kept';
import { useDraftKeys } from '@/lib/drafts';
import { answerKey, parkKey, stepNoteKey, useAnswers, wrongKey } from '../unsent/answers';
import { notesKey } from '../unsent/notes';

export type Mark = 'tabConflict' | 'tabUnsaved' | 'tabDraft';

interface Here {
  keys: ReadonlySet<string>;
  unsaved: Readonly<Record<string, SaveState>>;
  refused: boolean;
}

/** What of a walk is only on this device, the most pressing first. */
export function markOf(walkId: string, { keys, unsaved, refused }: Here): Mark | null {
  const notes = notesKey(walkId);
  if (unsaved[notes] === 'conflict' || refused) return 'tabConflict';
  if (keys.has(notes) || keys.has(answerKey(walkId))) return 'tabUnsaved';
  const drafts = [
    stepNoteKey(walkId),
    wrongKey(walkId),
    parkKey(walkId),
    `resolve:${walkId}`,
    `escalate:${walkId}`,
  ];
  return drafts.some((key) => keys.has(key)) ? 'tabDraft' : null;
}

export function useMark(walkId: string): Mark | null {
  const keys = useDraftKeys();
  const unsaved = useUnsaved();
  const refused = useAnswers((answers) => answers[walkId]?.state === 'refused');
  return markOf(walkId, { keys, unsaved, refused });
}
