import { Button, Group } from '@mantine/core';
import { strings } from './strings';

interface DialogFootProps {
  /** Words on the button that sends the form. */
  submit: string;
  busy: boolean;
  onClose: () => void;
}

/** The buttons at the end of a dialog's form. */
export function DialogFoot({ submit, busy, onClose }: DialogFootProps) {
  const t = strings.useText();
  return (
    <Group justify="flex-end" gap="xs" mt="xs">
      <Button variant="default" onClick={onClose}>
        {t('cancel')}
      </Button>
      <Button type="submit" loading={busy}>
        {submit}
      </Button>
    </Group>
  );
}
