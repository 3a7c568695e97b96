import { Button, Group, Stack, Text } from '@mantine/core';
import { Keys } from './Keys';
import classes from './ui.module.css';

interface EmptyStateProps {
  /** One sentence. */
  sentence: string;
  /** One action, with its key when it has one. */
  action?: { label: string; run: () => void; keys?: string };
}

export function EmptyState({ sentence, action }: EmptyStateProps) {
  return (
    <Stack className={classes.empty} align="center" gap="sm">
      <Text c="dimmed">{sentence}</Text>
      {action && (
        <Button variant="light" onClick={action.run}>
          <Group gap="xs">
            {action.label}
            {action.keys && <Keys keys={action.keys} />}
          </Group>
        </Button>
      )}
    </Stack>
  );
}
