import type { Walk } from '@/api/walks';
import { isBuilt } from './kind';
import { notesAsText } from './notes';

/**
 * What the resolution says before the person edits it: the leaf's words, the action that was just done, else the
 * last answer or the notes. A leaf's
 * notes speak to the technician, so they stay out of what the client may read.
 */
export function resolutionDraft(
  walk: Pick<Walk, 'pending_node' | 'walked_path' | 'walk_notes' | 'session_kind'>,
): string {
  const present = walk.pending_node;
  if (present?.type === 'resolution' || present?.type === 'action') return present.text;
  const notes = notesAsText(walk.walk_notes);
  if (walk.session_kind === 'adhoc' || (isBuilt(walk) && !walk.pending_node && notes)) return notes;
  const last = walk.walked_path.at(-1);
  return last ? `${last.question} ${last.answer}.` : '';
}
