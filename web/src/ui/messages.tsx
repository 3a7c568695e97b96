import { Button, Group, Text } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { create } from 'zustand';
import { useActions } from '@/lib/keys/useActions';
import { Keys } from './Keys';
import { strings } from './strings';

const UNDO_MS = 8_000;

let offers = 0;

/** What can be undone now, the latest act. */
const useUndo = create<{ id: string; run: () => void } | null>(() => null);

export function Messages() {
  const latest = useUndo();
  useActions(
    [
      {
        id: 'app.undo',
        label: strings.text('undoLast'),
        group: strings.text('messages'),
        keys: 'z',
        run: () => latest?.run(),
        disabled: latest === null,
      },
    ],
    'app',
  );
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

/** Undoes; a refusal, which has a title, is said. */
async function attempt(undo: () => unknown, failed: string | undefined): Promise<void> {
  try {
    await undo();
  } catch (error) {
    if (!(error instanceof Error && 'title' in error)) throw error;
    problem(error.message, failed ?? `${error.title}`);
  }
}

/** Returns how to take the offer back. */
export function undoable(message: string, undo: () => unknown, failed?: string): () => void {
  offers += 1;
  const id = `undo-${offers}`;
  const over = (): void => {
    if (useUndo.getState()?.id === id) useUndo.setState(null, true);
  };
  const withdraw = (): void => {
    over();
    notifications.hide(id);
  };
  const run = (): void => {
    withdraw();
    void attempt(undo, failed);
  };
  useUndo.setState({ id, run }, true);
  notifications.show({
    closeButtonProps: { 'aria-label': strings.text('close') },
    id,
    color: 'spruce',
    autoClose: UNDO_MS,
    onClose: over,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button size="compact-sm" variant="light" onClick={run} flex="none" rightSection={<Keys keys="z" />}>
          {strings.text('undo')}
        </Button>
      </Group>
    ),
  });
  return withdraw;
}
