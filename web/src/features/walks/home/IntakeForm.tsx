import { Button, Group, Stack, Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type FormEvent, lazy, type RefObject, Suspense, useId } from 'react';
import { useActions } from '@/lib/keys/useActions';
import { Keys } from '@/ui/Keys';
import { Waiting } from '@/ui/Waiting';
import { strings } from '../strings';
import classes from '../walks.module.css';
import type { IntakeDraft } from './draft';

/** Most tickets need none of these fields, and they bring half of the form's script. */
const Details = lazy(() => import('./Details').then(({ Details }) => ({ default: Details })));

interface IntakeFormProps {
  draft: IntakeDraft;
  onChange: (draft: IntakeDraft) => void;
  onStart: () => void;
  busy: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** The problem in the caller's words, the ticket, and what else is known about it. */
export function IntakeForm({ draft, onChange, onStart, busy, field }: IntakeFormProps) {
  const t = strings.useText();
  const details = useId();
  const [opened, { toggle }] = useDisclosure(Boolean(draft.contact || draft.asset || draft.clientId));
  const ready = draft.problem.trim() !== '' && !busy;
  const start = (event?: FormEvent): void => {
    event?.preventDefault();
    if (ready) onStart();
  };
  useActions([
    {
      id: 'intake.start',
      label: t('start'),
      group: t('home'),
      keys: 'mod+Enter',
      run: start,
      disabled: !ready,
    },
  ]);
  const set = (part: Partial<IntakeDraft>): void => onChange({ ...draft, ...part });
  return (
    <form onSubmit={start}>
      <Stack gap="sm">
        <Textarea
          ref={field}
          aria-label={t('problem')}
          placeholder={t('problemHint')}
          autosize
          minRows={3}
          maxRows={12}
          size="md"
          maxLength={20_000}
          value={draft.problem}
          onChange={(event) => set({ problem: event.currentTarget.value })}
          autoFocus
          data-autofocus
        />
        <Group align="flex-end" gap="sm">
          <TextInput
            className={classes.ticketField}
            label={t('ticketId')}
            placeholder={t('ticketHint')}
            maxLength={64}
            value={draft.ticketId}
            onChange={(event) => set({ ticketId: event.currentTarget.value, kind: 'psa' })}
          />
          <Button type="submit" disabled={!ready} loading={busy} rightSection={<Keys keys="mod+Enter" />}>
            {t('start')}
          </Button>
        </Group>
        <UnstyledButton
          className={classes.fold}
          onClick={toggle}
          aria-expanded={opened}
          aria-controls={details}
        >
          {opened ? '▾' : '▸'} {t('details')}
        </UnstyledButton>
        <div id={details}>
          {opened && (
            <Suspense fallback={<Waiting lines={3} />}>
              <Details draft={draft} set={set} />
            </Suspense>
          )}
        </div>
      </Stack>
    </form>
  );
}
