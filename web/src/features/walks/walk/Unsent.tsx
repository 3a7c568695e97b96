import { Alert, Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useOnline } from '@/lib/connection';
import { Keys } from '@/ui/Keys';
import { type Standing, takeBack } from '../unsent/answers';
import { workspace as strings } from '../workspace';

/** Says what became of an answer that could not be sent at once. */
export function Unsent({ walkId, standing }: { walkId: string; standing: Standing | undefined }) {
  const t = strings.useText();
  const client = useQueryClient();
  const online = useOnline();
  if (!standing?.late || standing.state === 'sending') return null;
  const { label, question } = standing.answer;
  if (standing.state === 'refused') {
    return (
      <Alert color="yellow" role="alert">
        {t('answerRefused', { label, question })}
      </Alert>
    );
  }
  return (
    <Alert color="yellow" role="status">
      <Group justify="space-between">
        <Text size="sm">
          {t('answerWaits', { label })} {t(online ? 'answerWaitsServer' : 'answerWaitsConnection')}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          rightSection={<Keys keys="u" />}
          onClick={() => takeBack(client, walkId)}
        >
          {t('answerTakeBack')}
        </Button>
      </Group>
    </Alert>
  );
}
