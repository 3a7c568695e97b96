import { Button, Group, Text } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { strings } from './strings';

const UNDO_MS = 8_000;

export function Messages() {
  return <Notifications position="bottom-right" limit={4} />;
}

export function done(message: string): void {
  notifications.show({
    closeButtonProps: { 'aria-label': strings.text('close') },
    message,
    color: 'spruce',
    autoClose: 4_000,
  });
}

export function problem(message: string, title?: string): void {
  notifications.show({
    closeButtonProps: { 'aria-label': strings.text('close') },
    title,
    message,
    color: 'red',
    autoClose: false,
    role: 'alert',
  });
}

export function undoable(message: string, undo: () => void): void {
  const id = `undo-${Date.now()}`;
  const run = (): void => {
    notifications.hide(id);
    undo();
  };
  notifications.show({
    closeButtonProps: { 'aria-label': strings.text('close') },
    id,
    color: 'spruce',
    autoClose: UNDO_MS,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button size="compact-sm" variant="light" onClick={run} flex="none">
          {strings.text('undo')}
        </Button>
      </Group>
    ),
  });
}
