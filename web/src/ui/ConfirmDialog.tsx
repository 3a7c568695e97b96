import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { strings } from './strings';

interface ConfirmDialogProps {
  opened: boolean;
  title: string;
  /** What will happen and that it can't be undone. */
  children: ReactNode;
  confirm: string;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that can't be undone; everything else happens at once with `notifyUndo`. */
export function ConfirmDialog({
  opened,
  title,
  children,
  confirm,
  busy,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const t = strings.useText();
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <Stack>
        <Text size="sm" component="div">
          {children}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="red" onClick={onConfirm} loading={busy}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
