import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { IconWarning } from '@/ui/icons';
import { strings } from './strings';

const KNOWN = [
  'overloaded',
  'rate_limited',
  'timeout',
  'refused',
  'truncated',
  'invalid_output',
  'budget',
  'unavailable',
  'misconfigured',
  'no_playbook',
  'cancelled',
] as const;

/** What a failure means, in words. */
export function failureInWords(failure: string): string {
  const known = KNOWN.find((one) => one === failure);
  return strings.text(known ? `failure_${known}` : 'failure_unknown');
}

interface FailureNoticeProps {
  /** What was being made. */
  what: string;
  failure: string;
  again?: () => void;
  /** Present where the playbook may take over. */
  withPlaybook?: () => void;
  /** What trying again takes. */
  takes?: ReactNode;
  busy: boolean;
}

/** Nothing was made: what happened, that nothing is lost, and the ways on. */
export function FailureNotice({ what, failure, again, withPlaybook, takes, busy }: FailureNoticeProps) {
  const t = strings.useText();
  return (
    <Alert role="alert" color="red" variant="light" title={t('failedTitle', { what })} icon={<IconWarning />}>
      <Stack gap="xs">
        <Text size="sm">
          {failureInWords(failure)} {t('nothingLost')}
        </Text>
        <Group gap="xs">
          {again && (
            <Button size="xs" variant="default" onClick={again} disabled={busy}>
              {t('tryAgain')}
            </Button>
          )}
          {again && takes}
          {withPlaybook && (
            <Button size="xs" variant="default" onClick={withPlaybook} disabled={busy}>
              {t('withPlaybook')}
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}
