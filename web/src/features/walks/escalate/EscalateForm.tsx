import { Alert, Button, Group, MultiSelect, Select, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useMe } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { directoryQuery } from '@/api/users';
import type { EscalationCategory, Package } from '@/api/walks';
import { clearDraft, readDraft, writeDraft } from '@/lib/drafts';
import { useActions } from '@/lib/keys/useActions';
import { ErrorState } from '@/ui/ErrorState';
import { Keys } from '@/ui/Keys';
import { strings } from '../strings';
import { type EscalateFields, type EscalatePayload, missingHeadings, payloadOf } from './fields';
import { CATEGORIES, HEADINGS, type Heading } from './headings';

interface EscalateFormProps {
  /** Names the draft kept on this device. */
  draftKey: string;
  /** What the walk fills by itself. */
  filled: Package;
  reason?: string;
  busy: boolean;
  error: unknown;
  onSend: (payload: EscalatePayload) => void;
  onClose: () => void;
}

/** Reason, recipients and the five headings; what is missing is shown, and going on anyway asks why. */
export function EscalateForm({
  draftKey,
  filled,
  reason = '',
  busy,
  error,
  onSend,
  onClose,
}: EscalateFormProps) {
  const t = strings.useText();
  const me = useMe();
  const people = useQuery(directoryQuery);
  const [tried, setTried] = useState(false);
  const reasonField = useRef<HTMLTextAreaElement>(null);
  const overrideField = useRef<HTMLTextAreaElement>(null);
  const [fields, setFields] = useState<EscalateFields>(
    () =>
      readDraft<EscalateFields>(draftKey)?.value ?? {
        reason,
        category: 'no_fix_found',
        recipients: [],
        package: filled,
        override: '',
      },
  );
  const set = (part: Partial<EscalateFields>): void => {
    const next = { ...fields, ...part };
    setFields(next);
    writeDraft(draftKey, next);
  };
  const missing = missingHeadings(fields.package);
  const gap = missing.length > 0 && fields.override.trim() === '';
  const send = (): void => {
    if (fields.reason.trim() !== '' && !gap) onSend(payloadOf(fields));
    else {
      setTried(true);
      (fields.reason.trim() === '' ? reasonField : overrideField).current?.focus();
    }
  };
  useActions(
    [{ id: 'walk.escalate-send', label: t('escalate'), group: t('walkGroup'), keys: 'mod+Enter', run: send }],
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
        <Textarea
          ref={reasonField}
          error={tried && fields.reason.trim() === '' && t('reasonNeeded')}
          label={t('reason')}
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
            label={t('reasonCategory')}
            data={CATEGORIES.map((value) => ({ value, label: t(value) }))}
            allowDeselect={false}
            value={fields.category}
            onChange={(value) => set({ category: (value ?? 'other') as EscalationCategory })}
          />
          <MultiSelect
            label={t('recipients')}
            placeholder={fields.recipients.length === 0 ? t('recipientsHint') : undefined}
            data={(people.data ?? [])
              .filter((person) => person.id !== me.id && person.account_role !== 'viewer')
              .map((person) => ({ value: person.id, label: person.name }))}
            searchable
            value={fields.recipients}
            onChange={(recipients) => set({ recipients })}
          />
        </SimpleGrid>
        <Text size="sm" c="dimmed">
          {t('packageIntro')}
        </Text>
        {HEADINGS.map((heading: Heading) => (
          <Textarea
            key={heading}
            label={t(heading)}
            autosize
            minRows={1}
            maxRows={8}
            maxLength={20_000}
            value={fields.package[heading]}
            onChange={(event) =>
              set({ package: { ...fields.package, [heading]: event.currentTarget.value } })
            }
          />
        ))}
        {missing.length > 0 && (
          <Alert color="yellow">
            {t('missing', { headings: missing.map((heading) => t(heading)).join(', ') })}
            <Textarea
              ref={overrideField}
              mt="xs"
              required
              error={tried && gap && t('overrideNeeded')}
              label={t('overrideReason')}
              autosize
              minRows={1}
              maxLength={20_000}
              value={fields.override}
              onChange={(event) => set({ override: event.currentTarget.value })}
            />
          </Alert>
        )}
        {error !== null && error !== undefined && <ErrorState trouble={troubleOf(error)} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} rightSection={<Keys keys="mod+Enter" />}>
            {t('escalate')}
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
