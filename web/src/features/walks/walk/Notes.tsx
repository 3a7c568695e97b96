import { Box, Button, Group, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Walk } from '@/api/walks';
import { useAutosave } from '@/lib/autosave/useAutosave';
import { clearDraft, readDraft, useDraftKeys } from '@/lib/drafts';
import { CopyButton } from '@/ui/CopyButton';
import { Keys } from '@/ui/Keys';
import { Panel } from '@/ui/Panel';
import { SaveState } from '@/ui/SaveState';
import { Words } from '@/ui/Words';
import { notesAsText } from '../notes';
import { strings } from '../strings';
import { notesKey, notesSaving } from '../unsent/notes';
import { workspace } from '../workspace';
import classes from '../workspace.module.css';
import { BothNotes } from './BothNotes';
import { focusQuestion } from './keptPlace';
import { NOTES_FIELD } from './useWalkKeys';

/** The walk's notes, saved as they are typed; only to be read once the walk has ended. */
export function Notes({ walk }: { walk: Walk }) {
  const t = strings.useText();
  if (walk.status === 'active' && walk.may_act) return <Editor walk={walk} />;
  const text = notesAsText(walk.walk_notes);
  return (
    <>
      {text && (
        <Panel title={t('notes')}>
          <Words text={text} />
        </Panel>
      )}
      <LeftOver walkId={walk.id} saved={text} />
    </>
  );
}

function Editor({ walk }: { walk: Walk }) {
  const t = strings.useText();
  const client = useQueryClient();
  const field = useAutosave<string>(notesSaving(client, walk));
  const [touched, setTouched] = useState(false);
  // Nothing was written, so nothing is there to be saved.
  const untouched = !touched && field.value === '' && field.state === 'saved';
  const conflict = field.state === 'conflict' && field.theirs !== null ? field.theirs : null;
  return (
    <Panel title={t('notes')}>
      <div className={classes.notesField}>
        <Textarea
          id={NOTES_FIELD}
          aria-label={t('notes')}
          placeholder={t('notesHint')}
          autosize
          minRows={5}
          maxRows={18}
          value={field.value}
          onChange={(event) => {
            setTouched(true);
            field.setValue(event.currentTarget.value);
          }}
          onBlur={() => void field.flush()}
          onKeyDown={(event) => {
            if (event.key === 'Escape') focusQuestion();
          }}
        />
        <span className={classes.notesKey}>
          <Keys keys="." />
        </span>
      </div>
      {untouched && <Box mih={24} />}
      {conflict === null && !untouched && (
        <SaveState
          state={field.state}
          detail={field.error instanceof Error ? field.error.message : undefined}
          onKeepMine={() => void field.keepMine()}
          onTakeTheirs={() => void field.takeTheirs()}
        />
      )}
      {conflict !== null && (
        <BothNotes
          mine={field.value}
          theirs={conflict}
          onKeep={(text) => void field.keepMine(text)}
          onTakeTheirs={() => void field.takeTheirs()}
        />
      )}
    </Panel>
  );
}

/** Notes typed here that no save took before the walk ended: nothing that was written is thrown away unasked. */
function LeftOver({ walkId, saved }: { walkId: string; saved: string }) {
  const t = workspace.useText();
  const key = notesKey(walkId);
  const there = useDraftKeys((keys) => keys.has(key));
  const text = there ? readDraft<string>(key)?.value : undefined;
  if (!text || text === saved) return null;
  return (
    <Panel title={t('leftOverTitle')}>
      <Text size="sm" mb="xs">
        {t('leftOver')}
      </Text>
      <Words text={text} />
      <Group gap="xs" mt="xs">
        <CopyButton text={text} size="compact-sm" />
        <Button size="compact-sm" variant="subtle" onClick={() => clearDraft(key)}>
          {t('leftOverDrop')}
        </Button>
      </Group>
    </Panel>
  );
}
