import { Group, Stack, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type Client, type Known, knownSaving } from '@/api/clients';
import { useAutosave } from '@/lib/autosave/useAutosave';
import { FactsEditor } from '@/ui/facts/FactsEditor';
import { Panel } from '@/ui/Panel';
import { SaveState } from '@/ui/SaveState';
import { strings } from './strings';

/** Facts and notes of a client, saved as they are typed. */
export function KnownEditor({ client }: { client: Client }) {
  const t = strings.useText();
  const field = useAutosave<Known>(knownSaving(useQueryClient(), client));
  const { value, setValue } = field;
  return (
    <Stack onBlur={() => void field.flush()}>
      <Panel title={t('facts')}>
        <Text size="sm" c="dimmed" mb="sm">
          {value.facts.length === 0 ? t('noFacts') : t('factsHint')}
        </Text>
        <FactsEditor facts={value.facts} onChange={(facts) => setValue({ ...value, facts })} />
      </Panel>
      <Panel title={t('notes')}>
        <Textarea
          aria-label={t('notes')}
          placeholder={t('notesHint')}
          autosize
          minRows={4}
          maxRows={20}
          maxLength={20_000}
          value={value.notes}
          onChange={(event) => setValue({ ...value, notes: event.currentTarget.value })}
        />
      </Panel>
      <Group>
        <SaveState
          state={field.state}
          detail={field.error instanceof Error ? field.error.message : undefined}
          onKeepMine={() => void field.keepMine()}
          onTakeTheirs={() => void field.takeTheirs()}
        />
      </Group>
    </Stack>
  );
}
