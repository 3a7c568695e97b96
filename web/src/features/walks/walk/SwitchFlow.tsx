import { Button, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { flowsQuery } from '@/api/flows';
import { fittingFlowsQuery, useSwitchBack, useSwitchFlow } from '@/api/moves';
import { rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import type { Walk } from '@/api/walks';
import { ErrorState } from '@/ui/ErrorState';
import { moveStrings } from './moveStrings';
import classes from './moves.module.css';
import { offerUndo } from './offers';

interface Choice {
  id: string;
  title: string;
  category: string | null | undefined;
}

/** Flows that fit the problem, or that have the words looked for; never the one that is walked already. */
function useChoices(walk: Walk, words: string): { choices: Choice[]; fitting: boolean; busy: boolean } {
  const [search] = useDebouncedValue(words.trim(), 200);
  const fits = useQuery(fittingFlowsQuery(walk.problem_text ?? ''));
  const found = useInfiniteQuery(flowsQuery({ search: search || undefined, status: 'published' }));
  const others = (one: Choice): boolean => one.id !== walk.flow_id;
  const fitting = (fits.data?.candidates ?? [])
    .map((one) => ({ id: one.flow_id ?? '', title: one.title, category: one.category }))
    .filter((one) => one.id !== '' && others(one));
  const rows = (found.data ? rowsOf(found.data) : [])
    .map((one) => ({ id: one.id, title: one.title, category: one.category }))
    .filter(others);
  const showFitting = search === '' && fitting.length > 0;
  return { choices: (showFitting ? fitting : rows).slice(0, 9), fitting: showFitting, busy: found.isPending };
}

/** Chooses the flow with which the walk goes on; Enter takes the first. */
export function SwitchFlow({ walk, onClose }: { walk: Walk; onClose: () => void }) {
  const t = moveStrings.useText();
  const [words, setWords] = useState('');
  const { choices, fitting, busy } = useChoices(walk, words);
  const back = useSwitchBack(walk.id);
  const change = useSwitchFlow(walk, (moved) => {
    onClose();
    offerUndo(walk.id, {
      message: t('switched', { title: moved.flow_title ?? '' }),
      undo: () => back.mutateAsync(moved.step_count),
      holds: (now) =>
        now.status === 'active' &&
        now.step_count === moved.step_count &&
        now.switches.length === moved.switches.length,
    });
  });
  const take = (choice: Choice | undefined): void => {
    if (choice && !change.isPending) change.mutate(choice.id);
  };
  return (
    <Modal opened onClose={onClose} title={t(walk.flow_id ? 'switch' : 'adopt')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          take(choices[0]);
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('switchHint')}
          </Text>
          {change.error && <ErrorState trouble={troubleOf(change.error)} />}
          <TextInput
            type="search"
            label={t('search')}
            data-autofocus
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <Text component="h3" size="sm" fw={600}>
            {t(fitting ? 'fitting' : 'found')}
          </Text>
          {choices.length === 0 && !busy && <Text size="sm">{t(words ? 'nothingFound' : 'noFlows')}</Text>}
          <ul className={classes.choices}>
            {choices.map((choice) => (
              <li key={choice.id}>
                <Button
                  fullWidth
                  variant="default"
                  justify="flex-start"
                  className={classes.choice}
                  loading={change.isPending && change.variables === choice.id}
                  onClick={() => take(choice)}
                >
                  {choice.title}
                  {choice.category && (
                    <Text component="span" size="sm" c="dimmed" ml="xs">
                      {choice.category}
                    </Text>
                  )}
                </Button>
              </li>
            ))}
          </ul>
        </Stack>
      </form>
    </Modal>
  );
}
