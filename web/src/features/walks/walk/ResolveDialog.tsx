import { Button, Group, Modal, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { troubleOf } from '@/api/problem';
import { useResolve, type Walk } from '@/api/walks';
import { clearDraft, readDraft, writeDraft } from '@/lib/drafts';
import { useActions } from '@/lib/keys/useActions';
import { DialogFoot } from '@/ui/DialogFoot';
import { ErrorState } from '@/ui/ErrorState';
import { building } from '../ai-build/strings';
import { isBuilt } from '../kind';
import { resolutionDraft } from '../resolution';
import { strings } from '../strings';

const HELPFUL = { yes: true, no: false, skip: null } as const;
type Helpful = keyof typeof HELPFUL;

interface Kept {
  notes: string;
  helpful: Helpful;
}

/** Resolves the walk: the text is composed from it, and the person edits it. */
export function ResolveDialog({ walk, onClose }: { walk: Walk; onClose: () => void }) {
  const t = strings.useText();
  const draft = `resolve:${walk.id}`;
  const [kept] = useState(() => readDraft<Kept>(draft)?.value);
  const [notes, setNotes] = useState(() => kept?.notes ?? resolutionDraft(walk));
  const [helpful, setHelpful] = useState<Helpful>(kept?.helpful ?? 'skip');
  const keep = (part: Partial<Kept>): void => {
    const next = { notes, helpful, ...part };
    setNotes(next.notes);
    setHelpful(next.helpful);
    writeDraft(draft, next);
  };
  const afresh = (): void => {
    clearDraft(draft);
    setNotes(resolutionDraft(walk));
  };
  const resolve = useResolve(walk.id, () => {
    clearDraft(draft);
    onClose();
  });
  const send = (): void => {
    if (notes.trim() && !resolve.isPending)
      resolve.mutate({ resolution_notes: notes.trim(), helpful: HELPFUL[helpful] });
  };
  useActions(
    [{ id: 'walk.resolve-send', label: t('resolve'), group: t('walkGroup'), keys: 'mod+Enter', run: send }],
    'dialog',
  );
  return (
    <Modal opened onClose={onClose} title={t('resolveTitle')} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack>
          {resolve.error && <ErrorState trouble={troubleOf(resolve.error)} />}
          <Textarea
            label={t('resolution')}
            autosize
            minRows={4}
            maxRows={16}
            maxLength={20_000}
            required
            data-autofocus
            value={notes}
            onChange={(event) => keep({ notes: event.currentTarget.value })}
          />
          {kept && notes !== resolutionDraft(walk) && (
            <Group gap="xs">
              <Text size="sm" c="dimmed">
                {t('keptDraft')}
              </Text>
              <Button size="compact-sm" variant="subtle" onClick={afresh}>
                {t('clearDraft')}
              </Button>
            </Group>
          )}
          {(walk.flow_id || isBuilt(walk)) && (
            <div>
              <Text size="sm" fw={500} mb={4} id="helpful">
                {walk.flow_id ? t('helpfulQuestion') : building.text('helpful')}
              </Text>
              <SegmentedControl
                aria-labelledby="helpful"
                value={helpful}
                onChange={(value) => keep({ helpful: value as Helpful })}
                data={[
                  { value: 'yes', label: t('yes') },
                  { value: 'no', label: t('no') },
                  { value: 'skip', label: t('skip') },
                ]}
              />
            </div>
          )}
          <DialogFoot submit={t('resolve')} keys="mod+Enter" busy={resolve.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
