import { Button, Group, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { isProblem, troubleOf } from '@/api/problem';
import { ErrorState } from '@/ui/ErrorState';
import { Panel } from '@/ui/Panel';
import classes from './settings.module.css';
import { strings } from './strings';

interface SettingsFormProps {
  title?: string;
  error: Error | null;
  busy: boolean;
  submit?: string;
  onSubmit: (event?: FormEvent<HTMLFormElement>) => void;
  /** Reads the newest, after somebody else has saved. */
  reload?: () => void;
  children: ReactNode;
}

/** A form that is saved as a whole, and says so when somebody else saved meanwhile. */
export function SettingsForm({ title, error, busy, submit, onSubmit, reload, children }: SettingsFormProps) {
  const t = strings.useText();
  const stale = isProblem(error, 412);
  return (
    <div className={classes.form}>
      <Panel title={title}>
        <form onSubmit={onSubmit}>
          <Stack>
            {error && !stale && <ErrorState trouble={troubleOf(error)} />}
            {stale && (
              <>
                <ErrorState trouble={{ title: t('changedTitle'), detail: t('changedElsewhere') }} />
                <Group>
                  <Button variant="default" onClick={reload}>
                    {t('showTheirs')}
                  </Button>
                </Group>
              </>
            )}
            {children}
            <Group>
              <Button type="submit" loading={busy}>
                {submit ?? t('save')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Panel>
    </div>
  );
}
