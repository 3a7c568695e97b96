import { Button, Checkbox, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Schemas } from '@/api/client';
import { isProblem, troubleOf } from '@/api/problem';
import { type NoteTemplate, useChangeTemplate, useDeleteTemplate, useMakeTemplate } from '@/api/texts';
import { clearDraft, readDraft, writeDraft } from '@/lib/drafts';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { ErrorState } from '@/ui/ErrorState';
import { Panel } from '@/ui/Panel';
import { notifyDone } from '@/ui/toast';
import classes from './notes.module.css';
import { Placeholders } from './Placeholders';
import { strings } from './strings';
import { TemplatePreview } from './TemplatePreview';

interface EditorProps {
  known: Schemas['NoteTemplates'];
  /** Null: a new one, which begins as the built-in. */
  template: NoteTemplate | null;
  audience: NoteTemplate['audience'];
  onOpen: (saved: NoteTemplate) => void;
  onClose: () => void;
}

/** Writes a template beside the note that it makes of a real walk. */
export function TemplateEditor({ known, template, audience, onOpen, onClose }: EditorProps) {
  const t = strings.useText();
  const draft = `note-template:${template?.id ?? audience}`;
  const [name, setName] = useState(template?.name ?? '');
  const [body, setBodyOnly] = useState(
    () => readDraft<string>(draft)?.value ?? template?.body ?? known.built_in[audience] ?? '',
  );
  const [isDefault, setIsDefault] = useState(template?.is_default ?? false);
  const setBody = (next: string): void => {
    setBodyOnly(next);
    writeDraft(draft, next);
  };
  const field = useRef<HTMLTextAreaElement>(null);
  const done = (saved: NoteTemplate): void => {
    clearDraft(draft);
    notifyDone(t('saved'));
    onOpen(saved);
  };
  const make = useMakeTemplate(done);
  const change = useChangeTemplate(done);
  const error = make.error ?? change.error;
  const values = { name, body, is_default: isDefault };
  const newest = known.items.find((row) => row.id === template?.id);
  const save = (over: NoteTemplate | null = template): void => {
    if (over) change.mutate({ template: over, change: values });
    else make.mutate({ ...values, audience });
  };
  const insert = (placeholder: string): void => {
    const area = field.current;
    const from = area?.selectionStart ?? body.length;
    const to = area?.selectionEnd ?? body.length;
    setBody(`${body.slice(0, from)}{{${placeholder}}}${body.slice(to)}`);
    area?.focus();
  };
  return (
    <div className={classes.editor}>
      <Panel title={t(audience)}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <Stack>
            {error && !isProblem(error, 412) && <ErrorState trouble={troubleOf(error)} />}
            {isProblem(error, 412) && (
              <>
                <ErrorState trouble={{ title: t('changedTitle'), detail: t('changedElsewhere') }} />
                <Group>
                  <Button variant="default" disabled={!newest} onClick={() => save(newest)}>
                    {t('keepMine')}
                  </Button>
                </Group>
              </>
            )}
            <TextInput
              label={t('name')}
              required
              maxLength={200}
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Textarea
              ref={field}
              label={t('body')}
              description={t('bodyHelp')}
              required
              autosize
              minRows={12}
              maxRows={30}
              maxLength={20_000}
              spellCheck={false}
              classNames={{ input: classes.body }}
              value={body}
              onChange={(event) => setBody(event.currentTarget.value)}
            />
            <Checkbox
              label={t('makeDefault')}
              checked={isDefault}
              onChange={(event) => setIsDefault(event.currentTarget.checked)}
            />
            <Group>
              <Button type="submit" loading={make.isPending || change.isPending}>
                {t('save')}
              </Button>
              <Button variant="default" onClick={onClose}>
                {t('back')}
              </Button>
              {template && <Remove template={template} onDone={onClose} />}
            </Group>
          </Stack>
        </form>
      </Panel>
      <Stack>
        <TemplatePreview audience={audience} body={body} />
        <Placeholders known={known.placeholders[audience] ?? []} insert={insert} />
      </Stack>
    </div>
  );
}

function Remove({ template, onDone }: { template: NoteTemplate; onDone: () => void }) {
  const t = strings.useText();
  const [asking, setAsking] = useState(false);
  const remove = useDeleteTemplate(onDone);
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('remove')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('removeTitle', { name: template.name })}
        confirm={t('remove')}
        busy={remove.isPending}
        onConfirm={() => remove.mutate(template.id)}
        onClose={() => setAsking(false)}
      >
        {remove.error ? <Text size="sm">{troubleOf(remove.error).detail}</Text> : t('removeHelp')}
      </ConfirmDialog>
    </>
  );
}
