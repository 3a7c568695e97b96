import { Group, Modal, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { type Action, keyedActions } from '@/lib/keys/actions';
import { inWords, isSingleKey } from '@/lib/keys/match';
import { usePreferences } from '@/lib/preferences';
import { ShortcutKeys } from '@/ui/Keys';
import { strings } from './strings';

type Row = { action: Action; keys: string[] };

/** What can be done here by keyboard, made of the actions that are there. */
export function HelpSheet({ onClose }: { onClose: () => void }) {
  const t = strings.useText();
  const { shortcuts, setShortcuts } = usePreferences();
  const [all] = useState(keyedActions);
  const [words, setWords] = useState('');
  const working = shortcuts ? all : all.filter(({ keys }) => !keys.every(isSingleKey));
  const groups = grouped(
    working.filter((row) => goesBy(row, words)),
    t('general'),
  );
  return (
    <Modal opened onClose={onClose} title={t('help')} size="lg">
      <Stack>
        <TextInput
          data-autofocus
          type="search"
          aria-label={t('helpFind')}
          placeholder={t('helpFind')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Switch
          label={t('shortcutsOn')}
          description={shortcuts ? t('helpIntro') : t('helpOff')}
          checked={shortcuts}
          onChange={(event) => setShortcuts(event.currentTarget.checked)}
        />
        {groups.map(([group, rows]) => (
          <section key={group} aria-label={group}>
            <Title order={3} mb={4}>
              {group}
            </Title>
            {rows.map(({ action, keys }) => (
              <Group key={action.id} justify="space-between" mih={30} wrap="nowrap">
                <Text size="sm">{action.label}</Text>
                <ShortcutKeys keys={keys} />
              </Group>
            ))}
          </section>
        ))}
        <Text size="sm" c="dimmed" role="status">
          {groups.length === 0 && t('helpNone')}
        </Text>
      </Stack>
    </Modal>
  );
}

function goesBy({ action, keys }: Row, words: string): boolean {
  const text = [action.label, action.group, ...keys.map((one) => inWords(one))].join(' ').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function grouped(rows: readonly Row[], fallback: string): [string, Row[]][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const name = row.action.group ?? fallback;
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups];
}
