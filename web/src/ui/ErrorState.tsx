import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { IconWarning } from './icons';
import { strings } from './strings';

/** What went wrong in words: what happened, whether anything was lost, what to do. */
export interface Trouble {
  title: string;
  detail: string;
  /** Faults of single fields. */
  points?: readonly string[];
}

interface ErrorStateProps {
  trouble: Trouble;
  retry?: () => void;
}

export function ErrorState({ trouble, retry }: ErrorStateProps) {
  const t = strings.useText();
  return (
    <Alert role="alert" color="red" variant="light" title={trouble.title} icon={<IconWarning />}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{trouble.detail}</Text>
        {trouble.points && trouble.points.length > 0 && (
          <List size="sm">
            {trouble.points.map((point) => (
              <List.Item key={point}>{point}</List.Item>
            ))}
          </List>
        )}
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            {t('tryAgain')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
