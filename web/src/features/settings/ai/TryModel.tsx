import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTestModel } from '@/api/ai';
import { troubleOf } from '@/api/problem';
import { dollars } from '@/lib/dollars';
import { ErrorState } from '@/ui/ErrorState';
import { Panel } from '@/ui/Panel';
import classes from '../settings.module.css';
import { strings } from './strings';

/** One tiny call, and what came of it in words. */
export function TryModel() {
  const t = strings.useText();
  const test = useTestModel();
  const result = test.data;
  return (
    <div className={classes.form}>
      <Panel title={t('tryTitle')}>
        <Stack>
          <Text size="sm" c="dimmed">
            {t('tryHelp')}
          </Text>
          <Group>
            <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
              {t('tryIt')}
            </Button>
          </Group>
          <div role="status">
            {result && !test.isPending && (
              <Alert
                color={result.ok ? 'spruce' : 'red'}
                variant="light"
                title={result.ok ? t('works') : t('fails')}
              >
                {!result.ok && <Text size="sm">{result.words}</Text>}
                <Text size="sm">
                  {t('testFacts', {
                    model: result.model,
                    cost: result.cost === null ? t('costUnknown') : dollars(result.cost),
                    seconds: (result.latency_ms / 1_000).toFixed(1),
                  })}
                </Text>
              </Alert>
            )}
          </div>
          {test.error && <ErrorState trouble={troubleOf(test.error)} />}
        </Stack>
      </Panel>
    </div>
  );
}
