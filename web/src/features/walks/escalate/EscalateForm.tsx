import { Button, Group, Select, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import type { Preview } from '@/api/escalations';
import { troubleOf } from '@/api/problem';
import type { EscalationCategory } from '@/api/walks';
import { clearDraft, readDraft, writeDraft } from '@/lib/drafts';
import { useActions } from '@/lib/keys/useActions';
import { ErrorState } from '@/ui/ErrorState';
import { Keys } from '@/ui/Keys';
import { strings as common } from '../strings';
import {
  type EscalateFields,
  type EscalatePayload,
  missingHeadings,
  packageOf,
  payloadOf,
  restored,
} from './fields';
import { Gaps } from './Gaps';
import { CATEGORIES, HEADINGS, type Heading } from './headings';
import { GoesTo, Recipients } from './Recipients';
import { strings } from './strings';

interface EscalateFormProps {
  /** Names the draft kept on this device. */
  draftKey: string;
  /** What is filled without the person, and who is told without their choosing. */
  preview: Preview;
  reason?: string;
  /** What the steps say that the engineer needs to be given. */
  asksFor?: string | null | undefined;
  busy: boolean;
  error: unknown;
  onSend: (payload: EscalatePayload) => void;
  onClose: () => void;
  /** Pictures that go along. */
  pictures?: ReactNode;
}

const START: EscalateFields = {
  reason: '',
  category: 'no_fix_found',
  recipients: [],
  edited: {},
  override: '',
};

/** What was typed, kept on this device until the escalation is stored. */
function useFields(draftKey: string, reason: string) {
  const start = { ...START, reason };
  const [kept] = useState(() => readDraft<EscalateFields>(draftKey)?.value);
  const [fields, setFields] = useState(() => restored(kept, start));
  const [fromBefore, setFromBefore] = useState(kept !== undefined);
  return {
    fields,
    fromBefore,
    set: (part: Partial<EscalateFields>): void => {
      const next = { ...fields, ...part };
      setFields(next);
      writeDraft(draftKey, next);
    },
    afresh: (): void => {
      setFields(start);
      setFromBefore(false);
      clearDraft(draftKey);
    },
  };
}

/** Reason, recipients and the five headings; what is missing is shown, and going on anyway asks why. */
export function EscalateForm({
  draftKey,
  preview,
  reason = '',
  asksFor,
  busy,
  error,
  onSend,
  onClose,
  pictures,
}: EscalateFormProps) {
  const c = common.useText();
  const t = strings.useText();
  const { fields, fromBefore, set, afresh } = useFields(draftKey, reason);
  const [tried, setTried] = useState(false);
  const [askedWhy, setAskedWhy] = useState(false);
  const reasonField = useRef<HTMLTextAreaElement>(null);
  const overrideField = useRef<HTMLTextAreaElement>(null);
  const headingFields = useRef<Partial<Record<Heading, HTMLTextAreaElement | null>>>({});
  const shown = packageOf(fields, preview.package);
  const missing = missingHeadings(shown);
  const gap = missing.length > 0 && fields.override.trim() === '';
  const send = (): void => {
    if (busy) return;
    setTried(true);
    if (fields.reason.trim() === '') reasonField.current?.focus();
    else if (gap && !askedWhy) {
      setAskedWhy(true);
      overrideField.current?.focus();
    } else onSend(payloadOf(fields, preview.package));
  };
  useActions(
    [{ id: 'walk.escalate-send', label: c('escalate'), group: c('walkGroup'), keys: 'mod+Enter', run: send }],
    'dialog',
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack>
        {fromBefore && (
          <Group gap="xs">
            <Text size="sm" c="dimmed">
              {t('keptFromBefore')}
            </Text>
            <Button size="compact-sm" variant="subtle" onClick={afresh}>
              {t('startAfresh')}
            </Button>
          </Group>
        )}
        <Textarea
          ref={reasonField}
          error={tried && fields.reason.trim() === '' && c('reasonNeeded')}
          label={c('reason')}
          autosize
          minRows={2}
          maxLength={20_000}
          required
          autoFocus
          data-autofocus
          value={fields.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <Select
            label={c('reasonCategory')}
            data={CATEGORIES.map((value) => ({ value, label: c(value) }))}
            allowDeselect={false}
            value={fields.category}
            onChange={(value) => set({ category: (value ?? 'other') as EscalationCategory })}
          />
          <Recipients chosen={fields.recipients} onChange={(recipients) => set({ recipients })} />
        </SimpleGrid>
        <GoesTo chosen={fields.recipients} defaults={preview.default_recipients} />
        <Text size="sm" c="dimmed">
          {c('packageIntro')} {t('maskedHint')}
        </Text>
        {asksFor && <Text size="sm">{t('asksFor', { what: asksFor })}</Text>}
        {HEADINGS.map((heading) => (
          <Textarea
            key={heading}
            ref={(field) => {
              headingFields.current[heading] = field;
            }}
            label={c(heading)}
            autosize
            minRows={1}
            maxRows={8}
            maxLength={20_000}
            value={shown[heading]}
            onChange={(event) => set({ edited: { ...fields.edited, [heading]: event.currentTarget.value } })}
          />
        ))}
        {pictures}
        {missing.length > 0 && (
          <Gaps
            missing={missing}
            override={fields.override}
            onOverride={(override) => set({ override })}
            onGoTo={(heading) => headingFields.current[heading]?.focus()}
            asked={askedWhy && gap}
            field={overrideField}
          />
        )}
        {error !== null && error !== undefined && <ErrorState trouble={troubleOf(error)} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {c('cancel')}
          </Button>
          <Button type="submit" loading={busy} rightSection={<Keys keys="mod+Enter" />}>
            {missing.length > 0 ? t('escalateAnyway') : c('escalate')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Forgets the draft once the escalation is stored. */
export function forgetEscalation(draftKey: string): void {
  clearDraft(draftKey);
}
