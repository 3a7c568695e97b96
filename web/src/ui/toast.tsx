import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { strings } from './strings';

const UNDO_MS = 8_000;

/** Says in passing that something was done. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: 'spruce', autoClose: 4_000 });
}

/** Says that something did not work; stays until it is closed. */
export function notifyProblem(message: string, title?: string): void {
  notifications.show({ title, message, color: 'red', autoClose: false, role: 'alert' });
}

/** Says that something was done and can be undone for 8 seconds. */
export function notifyUndo(message: string, undo: () => void): void {
  const id = `undo-${Date.now()}`;
  const run = (): void => {
    notifications.hide(id);
    undo();
  };
  notifications.show({
    id,
    color: 'spruce',
    autoClose: UNDO_MS,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button size="compact-sm" variant="light" onClick={run}>
          {strings.text('undo')}
        </Button>
      </Group>
    ),
  });
}
