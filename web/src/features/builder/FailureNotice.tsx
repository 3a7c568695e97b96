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

/** What was being made when it failed: the playbook's "nothing known" means something else for each. */
export type Making = 'first' | 'more' | 'branch';

/** The playbook answers the same each time; a refused key or used-up credit is not mended by asking again. */
const IN_VAIN = ['no_playbook'];
const PLAYBOOK_FIRST = ['budget', 'misconfigured'];
export const isPlaybookFirst = (failure: string | null): boolean => PLAYBOOK_FIRST.includes(failure ?? '');

/** What a failure means, in words. */
export function failureInWords(failure: string, making: Making = 'first'): string {
  if (failure === 'no_playbook' && making !== 'first') return strings.text(`failure_no_playbook_${making}`);
  const known = KNOWN.find((one) => one === failure);
  return strings.text(known ? `failure_${known}` : 'failure_unknown');
}

interface FailureNoticeProps {
  /** What was being made. */
  what: string;
  failure: string;
  making?: Making;
  again?: () => void;
  /** Present where the playbook may take over. */
  withPlaybook?: () => void;
  /** What trying again takes. */
  takes?: ReactNode;
  busy: boolean;
}

/** Nothing was made: what happened, that nothing is lost, and the ways on. */
export function FailureNotice(props: FailureNoticeProps) {
  const { what, failure, making, busy, withPlaybook, takes } = props;
  const t = strings.useText();
  const again = IN_VAIN.includes(failure) ? undefined : props.again;
  const playbook = withPlaybook && (
    <Button key="playbook" size="xs" variant="default" onClick={withPlaybook} disabled={busy}>
      {t('withPlaybook')}
    </Button>
  );
  const ways = [again && <Again key="again" again={again} takes={takes} busy={busy} />, playbook].filter(
    Boolean,
  );
  const nothingMore = failure === 'no_playbook' && making === 'more';
  return (
    <Alert
      role="alert"
      color={nothingMore ? 'yellow' : 'red'}
      variant="light"
      title={nothingMore ? t('nothingMore') : t('failedTitle', { what })}
      icon={<IconWarning />}
    >
      <Stack gap="xs">
        <Text size="sm">
          {failureInWords(failure, making)} {t('nothingLost')}
        </Text>
        {ways.length > 0 && <Group gap="xs">{isPlaybookFirst(failure) ? ways.toReversed() : ways}</Group>}
      </Stack>
    </Alert>
  );
}

function Again({ again, takes, busy }: { again: () => void; takes: ReactNode; busy: boolean }) {
  const t = strings.useText();
  return (
    <>
      <Button size="xs" variant="default" onClick={again} disabled={busy}>
        {t('tryAgain')}
      </Button>
      {takes}
    </>
  );
}
