import { Anchor, Button, Group, Stack, Text, Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { type FormEvent, lazy, type RefObject, Suspense, useId, useState } from 'react';
import type { TicketPage } from '@/api/tickets';
import { useActions } from '@/lib/keys/useActions';
import { Keys } from '@/ui/Keys';
import { Waiting } from '@/ui/Waiting';
import { strings } from '../strings';
import { focusQuestion } from '../walk/keptPlace';
import classes from '../walks.module.css';
import { EMPTY, type IntakeDraft } from './draft';

/** Most tickets need none of these fields, and they bring half of the form's script. */
const Details = lazy(() => import('./Details').then(({ Details }) => ({ default: Details })));

/** Of a longer text the beginning is kept. */
const MOST = 20_000;

interface IntakeFormProps {
  draft: IntakeDraft;
  onChange: (draft: IntakeDraft) => void;
  onStart: () => void;
  busy: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  /** The ticket at hand; its fields stand on its own page. */
  ticket?: TicketPage;
}

/** The problem in the caller's words, the ticket, and what else is known about it. */
export function IntakeForm({ draft, onChange, onStart, busy, field, ticket }: IntakeFormProps) {
  const t = strings.useText();
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
  const [kept, setKept] = useState(draft.problem !== '' && !ticket);
  const clear = (): void => {
    setKept(false);
    onChange(EMPTY);
    field.current?.focus();
  };
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
          maxLength={MOST}
          description={draft.problem.length >= MOST && t('fullProblem')}
          value={draft.problem}
          onChange={(event) => set({ problem: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') focusQuestion();
          }}
          onFocus={(event) =>
            event.currentTarget.setSelectionRange(draft.problem.length, draft.problem.length)
          }
          autoFocus
          data-autofocus
        />
        {kept && draft.problem && (
          <Group gap="xs">
            <Text size="sm" c="dimmed">
              {t('keptDraft')}
            </Text>
            <Button size="compact-sm" variant="subtle" onClick={clear}>
              {t('clearDraft')}
            </Button>
          </Group>
        )}
        <Group align="flex-end" gap="sm">
          {ticket ? (
            <TicketAtHand ticket={ticket} />
          ) : (
            <TextInput
              className={classes.ticketField}
              label={t('ticketId')}
              placeholder={t('ticketHint')}
              maxLength={64}
              value={draft.ticketId}
              onChange={(event) => set({ ticketId: event.currentTarget.value, kind: 'psa' })}
            />
          )}
          <Button
            type="submit"
            className={classes.start}
            disabled={!ready}
            loading={busy}
            rightSection={<Keys keys="mod+Enter" />}
          >
            {t('start')}
          </Button>
        </Group>
        {!ticket && <MoreFields draft={draft} set={set} />}
      </Stack>
    </form>
  );
}

function TicketAtHand({ ticket }: { ticket: TicketPage }) {
  const t = strings.useText();
  return (
    <div className={classes.ticketField}>
      <Text fw={550}>{t('ticketNumber', { number: ticket.number ?? ticket.external_id ?? '' })}</Text>
      <Anchor component={Link} to="/home" size="sm">
        {t('otherTicket')}
      </Anchor>
    </div>
  );
}

interface FieldsProps {
  draft: IntakeDraft;
  set: (part: Partial<IntakeDraft>) => void;
}

function MoreFields({ draft, set }: FieldsProps) {
  const t = strings.useText();
  const details = useId();
  const [opened, { toggle }] = useDisclosure(Boolean(draft.contact || draft.asset || draft.clientId));
  return (
    <div>
      <UnstyledButton
        className={classes.fold}
        onClick={toggle}
        aria-expanded={opened}
        aria-controls={details}
      >
        {opened ? '▾' : '▸'} {t('details')}
      </UnstyledButton>
      <div id={details} className={classes.folded}>
        {opened && (
          <Suspense fallback={<Waiting lines={3} />}>
            <Details draft={draft} set={set} />
          </Suspense>
        )}
      </div>
    </div>
  );
}
