import type { Walk } from '@/api/walks';
import { isBuilt } from './kind';
import { notesAsText } from './notes';

/**
 * What the resolution says before the person edits it: the leaf's words, or the last answer and the notes. A leaf's
 * notes speak to the technician, so they stay out of what the client may read.
 */
export function resolutionDraft(
  walk: Pick<Walk, 'pending_node' | 'walked_path' | 'walk_notes' | 'session_kind'>,
): string {
  const leaf = walk.pending_node?.type === 'resolution' ? walk.pending_node : null;
  if (leaf) return leaf.text;
  const notes = notesAsText(walk.walk_notes);
  if (walk.session_kind === 'adhoc' || (isBuilt(walk) && !walk.pending_node && notes)) return notes;
  const last = walk.walked_path.at(-1);
  return last ? `${last.question} ${last.answer}.` : '';
}
