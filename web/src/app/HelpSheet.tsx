import { Group, Modal, Stack, Switch, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { type Action, currentActions, keysOf } from '@/lib/keys/actions';
import { usePreferences } from '@/lib/preferences';
import { ShortcutKeys } from '@/ui/Keys';
import { strings } from './strings';

/** What can be done here by keyboard, made of the actions that are there. */
export function HelpSheet({ onClose }: { onClose: () => void }) {
  const t = strings.useText();
  const { shortcuts, setShortcuts } = usePreferences();
  const [groups] = useState(() => grouped(currentActions(), t('general')));
  return (
    <Modal opened onClose={onClose} title={t('help')} size="lg">
      <Stack>
        <Switch
          label={t('shortcutsOn')}
          description={shortcuts ? t('helpIntro') : t('helpOff')}
          checked={shortcuts}
          onChange={(event) => setShortcuts(event.currentTarget.checked)}
        />
        {groups.map(([group, actions]) => (
          <section key={group} aria-label={group}>
            <Title order={3} mb={4}>
              {group}
            </Title>
            {actions.map((action) => (
              <Group key={action.id} justify="space-between" mih={30} wrap="nowrap">
                <Text size="sm">{action.label}</Text>
                <ShortcutKeys keys={keysOf(action)} />
              </Group>
            ))}
          </section>
        ))}
      </Stack>
    </Modal>
  );
}

function grouped(actions: readonly Action[], fallback: string): [string, Action[]][] {
  const groups = new Map<string, Action[]>();
  for (const action of actions.filter((one) => keysOf(one).length > 0)) {
    const name = action.group ?? fallback;
    groups.set(name, [...(groups.get(name) ?? []), action]);
  }
  return [...groups];
}
