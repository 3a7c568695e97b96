import { Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { saveFailureOf } from '@/api/problem';
import { saveNotes, type Walk, walkQuery } from '@/api/walks';
import { useAutosave } from '@/lib/autosave/useAutosave';
import { Panel } from '@/ui/Panel';
import { SaveState } from '@/ui/SaveState';
import { Words } from '@/ui/Words';
import { notesAsText, textAsNotes } from '../notes';
import { strings } from '../strings';
import { NOTES_FIELD } from './useWalkKeys';

/** The walk's notes, saved as they are typed; only to be read once the walk has ended. */
export function Notes({ walk }: { walk: Walk }) {
  const t = strings.useText();
  if (walk.status === 'active' && walk.may_act) return <Editor walk={walk} />;
  const text = notesAsText(walk.walk_notes);
  if (!text) return null;
  return (
    <Panel title={t('notes')}>
      <Words text={text} />
    </Panel>
  );
}

function Editor({ walk }: { walk: Walk }) {
  const t = strings.useText();
  const client = useQueryClient();
  const field = useAutosave<string>({
    draftKey: `walk-notes:${walk.id}`,
    server: { value: notesAsText(walk.walk_notes), version: walk.notes_version },
    save: (text, version) => saveNotes(walk.id, textAsNotes(text), version),
    reload: async () => {
      const fresh = await client.fetchQuery({ ...walkQuery(walk.id), staleTime: 0 });
      return { value: notesAsText(fresh.walk_notes), version: fresh.notes_version };
    },
    failureOf: saveFailureOf,
  });
  return (
    <Panel title={t('notes')}>
      <Textarea
        id={NOTES_FIELD}
        aria-label={t('notes')}
        placeholder={t('notesHint')}
        autosize
        minRows={5}
        maxRows={18}
        value={field.value}
        onChange={(event) => field.setValue(event.currentTarget.value)}
        onBlur={() => void field.flush()}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <SaveState
        state={field.state}
        detail={field.error instanceof Error ? field.error.message : undefined}
        onKeepMine={() => void field.keepMine()}
        onTakeTheirs={() => void field.takeTheirs()}
      />
    </Panel>
  );
}
