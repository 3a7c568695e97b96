import { Group, Modal, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { troubleOf } from '@/api/problem';
import { type Audience, type SummaryFormat, summaryQuery, type Walk } from '@/api/walks';
import { CopyButton } from '@/ui/CopyButton';
import { Loaded } from '@/ui/Loaded';
import { strings } from '../strings';
import { NoteText } from './NoteText';
import { TemplateChoice } from './TemplateChoice';
import { TimeEntry } from './TimeEntry';

/** The ticket note that the work has written: internal by default, seen before it is copied anywhere. */
export function NoteDialog({ walk, onClose }: { walk: Walk; onClose: () => void }) {
  const t = strings.useText();
  const [audience, setAudience] = useState<Audience>('internal');
  const [format, setFormat] = useState<SummaryFormat>('text');
  const [template, setTemplate] = useState<string | null>(null);
  const summary = useQuery(summaryQuery(walk.id, audience, format, template));
  return (
    <Modal opened onClose={onClose} title={t('noteTitle')} size="xl">
      <Stack>
        <Group align="flex-end" gap="sm">
          <SegmentedControl
            aria-label={t('audience')}
            value={audience}
            onChange={(value) => {
              setAudience(value as Audience);
              setTemplate(null);
            }}
            data={[
              { value: 'internal', label: t('internal') },
              { value: 'client', label: t('client_note') },
            ]}
          />
          <Select
            aria-label={t('format')}
            value={format}
            allowDeselect={false}
            onChange={(value) => setFormat((value ?? 'text') as SummaryFormat)}
            data={(['text', 'markdown', 'html'] as const).map((value) => ({ value, label: t(value) }))}
          />
          <TemplateChoice audience={audience} chosen={template} choose={setTemplate} />
        </Group>
        <Text size="sm" c="dimmed">
          {t(audience === 'internal' ? 'internalHelp' : 'clientHelp')}
        </Text>
        <Loaded query={summary} explain={troubleOf}>
          {(data) => (
            <>
              <NoteText text={data.text} masked={data.masked} />
              <Group justify="flex-end">
                <CopyButton text={data.text} variant="filled" data-autofocus />
              </Group>
            </>
          )}
        </Loaded>
        <TimeEntry walkId={walk.id} mayAct={walk.may_act} />
      </Stack>
    </Modal>
  );
}
