import type { QueryClient } from '@tanstack/react-query';
import { meKey } from '@/api/me';
import { isProblem, saveFailureOf } from '@/api/problem';
import { keepNotes, saveNotes } from '@/api/steps';
import { type Walk, walkQuery } from '@/api/walks';
import { keptFor, type SavingOptions, useUnsaved } from '@/lib/autosave/kept';
import { draftKeys, readDraft } from '@/lib/drafts';
import { notesAsText, textAsNotes } from '../notes';

const PREFIX = 'walk-notes:';

export const notesKey = (walkId: string): string => `${PREFIX}${walkId}`;

/** How the notes of a walk are saved, as one text. */
export function notesSaving(
  client: QueryClient,
  walk: Pick<Walk, 'id' | 'walk_notes' | 'notes_version'>,
): SavingOptions<string> {
  return {
    draftKey: notesKey(walk.id),
    server: { value: notesAsText(walk.walk_notes), version: walk.notes_version },
    save: async (text, version) => {
      const notes = textAsNotes(text);
      const saved = await saveNotes(walk.id, notes, version).catch((error: unknown) => {
        // Reading again who is signed in leads to the sign-in; the draft is saved once they are.
        if (isProblem(error, 'not_signed_in')) void client.invalidateQueries({ queryKey: meKey });
        throw error;
      });
      keepNotes(client, walk.id, notes, saved);
      return saved;
    },
    reload: async () => {
      const fresh = await client.fetchQuery({ ...walkQuery(walk.id), staleTime: 0 });
      return { value: notesAsText(fresh.walk_notes), version: fresh.notes_version };
    },
    failureOf: saveFailureOf,
  };
}

/** Younger drafts belong to a window where somebody types. */
const LEFT_MS = 10_000;

/** Saves the notes that were left on this device, whichever walk is on the screen. */
export function saveWaiting(client: QueryClient): void {
  for (const key of draftKeys(PREFIX)) {
    const draft = readDraft<string>(key);
    const waitsForThePerson = ['refused', 'conflict'].includes(useUnsaved.getState()[key] ?? '');
    if (!draft || waitsForThePerson || Date.now() - draft.at < LEFT_MS) continue;
    const walk = { id: key.slice(PREFIX.length), walk_notes: [], notes_version: draft.version ?? 0 };
    void keptFor(notesSaving(client, walk)).flush();
  }
}
