import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { troubleOf } from '@/api/problem';
import { ErrorState } from '@/ui/ErrorState';
import { FailureNotice, type Making } from './FailureNotice';
import { failureOf, isSpent } from './making';
import { strings } from './strings';

interface RefusedProps {
  /** What was being made. */
  what: string;
  /** Why the last try made nothing, as the server keeps it. */
  failure: string | null;
  making?: Making;
  /** Why this page's own try was refused. */
  error: unknown;
  again: () => void;
  /** Present where the playbook may take over. */
  withPlaybook?: () => void;
  /** What trying again takes. */
  takes?: ReactNode;
}

/** Why nothing was made, and the ways on: a model that failed, a plan that is used up, or anything else. */
export function Refused({ what, failure, making, error, again, withPlaybook, takes }: RefusedProps) {
  const t = strings.useText();
  const reason = failureOf(error) ?? (error ? null : failure);
  if (reason) {
    return (
      <FailureNotice
        what={what}
        failure={reason}
        making={making}
        again={again}
        withPlaybook={withPlaybook}
        takes={takes}
        busy={false}
      />
    );
  }
  if (!error) return null;
  return (
    <Stack gap="xs">
      <ErrorState trouble={troubleOf(error)} retry={again} />
      {withPlaybook && isSpent(error) && (
        <Group>
          <Button variant="default" onClick={withPlaybook}>
            {t('withPlaybook')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
