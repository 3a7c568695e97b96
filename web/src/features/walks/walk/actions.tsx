import { Button } from '@mantine/core';
import { Keys } from '@/ui/Keys';
import { strings } from '../strings';
import { useWalkDialogs } from './dialogs';

interface MainProps {
  /** The one action that fits here best. */
  main?: boolean;
}

export function ResolveButton({ main = false }: MainProps) {
  const t = strings.useText();
  const open = useWalkDialogs();
  return (
    <Button
      variant={main ? 'filled' : 'default'}
      rightSection={<Keys keys="r" />}
      onClick={() => open('resolve')}
    >
      {t('resolve')}
    </Button>
  );
}

export function EscalateButton({ main = false }: MainProps) {
  const t = strings.useText();
  const open = useWalkDialogs();
  return (
    <Button
      variant={main ? 'filled' : 'default'}
      rightSection={<Keys keys="x" />}
      onClick={() => open('escalate')}
    >
      {t('escalate')}
    </Button>
  );
}
