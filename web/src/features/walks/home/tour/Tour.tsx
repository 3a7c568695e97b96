import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useChangeMe, useMe } from '@/api/me';
import { Panel } from '@/ui/Panel';
import { stepsFor } from './steps';
import { strings } from './strings';

/** A first look around, in a panel that is in nobody's way; once left it does not come back by itself. */
export function Tour({ onLeave }: { onLeave: () => void }) {
  const t = strings.useText();
  const me = useMe();
  const change = useChangeMe();
  const [at, setAt] = useState(0);
  const steps = stepsFor(me.permissions);
  const step = steps[at];
  if (!step) return null;
  const last = at === steps.length - 1;
  const leave = (): void => {
    onLeave();
    change.mutate({ version: me.version, change: { preferences: { tour: 'seen' } } });
  };
  return (
    <Panel title={t('title')}>
      <Stack gap="xs" aria-live="polite">
        <Group gap="xs" align="baseline">
          <Title order={3}>{t(step)}</Title>
          <Text size="sm" c="dimmed">
            {t('place', { step: at + 1, steps: steps.length })}
          </Text>
        </Group>
        <Text size="sm" maw="60ch" mih="3lh">
          {t(`${step}Text`)}
        </Text>
      </Stack>
      <Group gap="xs" mt="sm">
        <Button onClick={last ? leave : () => setAt(at + 1)}>{t(last ? 'done' : 'next')}</Button>
        {at > 0 && (
          <Button variant="default" onClick={() => setAt(at - 1)}>
            {t('back')}
          </Button>
        )}
        {!last && (
          <Button variant="subtle" color="gray" onClick={leave}>
            {t('leave')}
          </Button>
        )}
      </Group>
    </Panel>
  );
}
