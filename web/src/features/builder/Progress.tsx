import { Progress as Bar, Button, Group, Text } from '@mantine/core';
import { strings } from './strings';

interface ProgressProps {
  done: number;
  count: number;
  stop: () => void;
  stopping: boolean;
}

/** How far the branches are, and the way to stop. */
export function Progress({ done, count, stop, stopping }: ProgressProps) {
  const t = strings.useText();
  const words = t('detailing', { done, count });
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" role="status">
          {words}
        </Text>
        <Button size="xs" variant="default" onClick={stop} loading={stopping}>
          {t('cancel')}
        </Button>
      </Group>
      <Bar value={(100 * done) / Math.max(1, count)} aria-label={words} striped animated />
    </div>
  );
}
