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
import { type Correcting, leftOutOf } from './useCorrecting';
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
  const { leftOut } = importing.correcting;
  const count = state.made + state.updated - leftOutOf(leftOut, 'made', 'updated');
  const refused = state.refused - leftOutOf(leftOut, 'refused');
  const unchanged = state.unchanged - leftOutOf(leftOut, 'unchanged');
  // Those that are here already, as drafts, are published too when that was asked for.
  const useful = count > 0 || (importing.wishes.publish && unchanged > 0);
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
          {!useful && <Text size="sm">{wordsOfNothing(importing.correcting, refused, t)}</Text>}
          {useful && refused > 0 && <Text size="sm">{t('leftOut', { count: refused })}</Text>}
          {leftOut.size > 0 && (
            <Text size="sm" role="status">
              {t('leftOutByHand', { count: leftOut.size })}
            </Text>
          )}
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
      <ItemTable state={state} correcting={importing.correcting} />
    </Stack>
  );
}

function wordsOfNothing(
  { leftOut }: Correcting,
  refused: number,
  t: ReturnType<typeof strings.useText>,
): string {
  if (leftOut.size > 0) return t('allLeftOut');
  return refused === 0 ? t('allHere') : t('nothingToDo');
}
