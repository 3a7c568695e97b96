import { Button, Group } from '@mantine/core';
import { Keys } from './Keys';
import { strings } from './strings';

interface DialogFootProps {
  /** Words on the button that sends the form. */
  submit: string;
  /** The shortcut that sends it too. */
  keys?: string;
  busy: boolean;
  onClose: () => void;
}

/** The buttons at the end of a dialog's form. */
export function DialogFoot({ submit, keys, busy, onClose }: DialogFootProps) {
  const t = strings.useText();
  return (
    <Group justify="flex-end" gap="xs" mt="xs">
      <Button variant="default" onClick={onClose}>
        {t('cancel')}
      </Button>
      <Button type="submit" loading={busy} rightSection={keys && <Keys keys={keys} />}>
        {submit}
      </Button>
    </Group>
  );
}
