import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ImportState, importQuery } from '@/api/flowImports';
import { troubleOf } from '@/api/problem';
import { useActions } from '@/lib/keys/useActions';
import { ErrorState } from '@/ui/ErrorState';
import { Keys } from '@/ui/Keys';
import { Loaded } from '@/ui/Loaded';
import { Panel } from '@/ui/Panel';
import { ItemTable } from './ItemTable';
import { Progress } from './Progress';
import { strings } from './strings';
import type { Importing } from './useImporting';

/** What will be made, changed, left as it is and refused, before anything is made. */
export function Preview({ importing, id }: { importing: Importing; id: string }) {
  const query = useQuery(importQuery(id));
  return (
    <Loaded query={query} explain={troubleOf}>
      {(state) =>
        state.status === 'running' ? (
          <Panel>
            <Progress state={state} />
          </Panel>
        ) : (
          <Shown importing={importing} state={state} />
        )
      }
    </Loaded>
  );
}

function Shown({ importing, state }: { importing: Importing; state: ImportState }) {
  const t = strings.useText();
  const count = state.made + state.updated;
  // Those that are here already, as drafts, are published too when that was asked for.
  const useful = count > 0 || (importing.wishes.publish && state.unchanged > 0);
  const label = importing.wishes.publish ? t('runPublished', { count }) : t('run', { count });
  useActions([
    {
      id: 'import.run',
      label,
      group: t('import'),
      keys: 'mod+Enter',
      disabled: !useful || importing.running,
      run: importing.run,
    },
  ]);
  return (
    <Stack>
      <Panel title={t('previewTitle')}>
        <Stack gap="sm">
          {!useful && <Text size="sm">{state.refused === 0 ? t('allHere') : t('nothingToDo')}</Text>}
          {useful && state.refused > 0 && <Text size="sm">{t('leftOut', { count: state.refused })}</Text>}
          {importing.runError && <ErrorState trouble={troubleOf(importing.runError)} />}
          <Group gap="xs">
            <Button variant="default" onClick={importing.leavePreview}>
              {t('back')}
            </Button>
            {useful && (
              <Button
                loading={importing.running}
                onClick={importing.run}
                rightSection={<Keys keys="mod+Enter" />}
              >
                {label}
              </Button>
            )}
          </Group>
        </Stack>
      </Panel>
      <ItemTable state={state} />
    </Stack>
  );
}
