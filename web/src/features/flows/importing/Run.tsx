import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { type ImportState, importQuery } from '@/api/flowImports';
import { flowsKey } from '@/api/flows';
import { troubleOf } from '@/api/problem';
import { clearDraft } from '@/lib/drafts';
import { Loaded } from '@/ui/Loaded';
import { Panel } from '@/ui/Panel';
import { ItemTable } from './ItemTable';
import { PASTED } from './PasteText';
import { Progress } from './Progress';
import { strings } from './strings';

/** An import under way, then what was made of it. */
export function Run({ id }: { id: string }) {
  const client = useQueryClient();
  const query = useQuery(importQuery(id));
  const done = query.data?.status === 'done';
  useEffect(() => {
    if (!done) return;
    clearDraft(PASTED);
    void client.invalidateQueries({ queryKey: flowsKey });
  }, [done, client]);
  return (
    <Loaded query={query} explain={troubleOf}>
      {(state) =>
        state.status === 'running' ? (
          <Panel>
            <Progress state={state} />
          </Panel>
        ) : (
          <Result state={state} />
        )
      }
    </Loaded>
  );
}

function Result({ state }: { state: ImportState }) {
  const t = strings.useText();
  const count = state.made + state.updated;
  return (
    <Stack>
      <Panel title={t('doneTitle')}>
        <Stack gap="sm">
          <Text size="sm" role="status">
            {count > 0 ? t('doneAll', { count }) : t('doneNone')}{' '}
            {state.problem ? `${t('endedEarly')} ${state.problem} ` : ''}
            {state.refused > 0 && t('doneRefused', { count: state.refused })}
          </Text>
          <Group gap="xs">
            <Button renderRoot={(props) => <Link to="/flows" {...props} />}>{t('toLibrary')}</Button>
            <Button variant="default" renderRoot={(props) => <Link to="/flows/import" {...props} />}>
              {t('again')}
            </Button>
          </Group>
        </Stack>
      </Panel>
      <ItemTable state={state} />
    </Stack>
  );
}
