import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type PathStep, readPath, type Walk, walkKey } from '@/api/walks';
import { Keys } from '@/ui/Keys';
import { Panel } from '@/ui/Panel';
import { strings } from '../strings';
import classes from '../walks.module.css';
import type { Stepping } from './useStepping';

/** What was answered, each step a way back to before it; what was undone stays visible under "also tried". */
export function PathSoFar({ walk, stepping }: { walk: Walk; stepping: Stepping }) {
  const t = strings.useText();
  const [earlier, setEarlier] = useState(false);
  const first = walk.walked_path[0]?.step_no ?? 1;
  const before = useQuery({
    queryKey: [...walkKey(walk.id), 'path', first],
    queryFn: () => readPath(walk.id, first),
    enabled: earlier && first > 1,
  });
  const steps = [...(before.data?.items ?? []), ...walk.walked_path];
  const mayGoBack = walk.status === 'active' && walk.may_act && !stepping.busy;
  return (
    <Panel title={t('path')}>
      {steps.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('pathEmpty')}
        </Text>
      )}
      {mayGoBack && steps.length > 0 && (
        <Text size="sm" c="dimmed" mb="xs">
          {t('pathBack')}
        </Text>
      )}
      {first > 1 && !before.data && (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={before.isFetching}
          onClick={() => setEarlier(true)}
        >
          {t('pathEarlier')}
        </Button>
      )}
      <ol className={classes.path}>
        {steps.map((step) => (
          <li key={`${step.step_no}-${step.node_id}`}>
            {mayGoBack ? (
              <button
                type="button"
                className={classes.pathStep}
                title={t('goBackTo', { question: step.question })}
                onClick={() => stepping.back(step.step_no - 1)}
              >
                <Entry step={step} showWho={walk.taken_over_at !== null} />
              </button>
            ) : (
              <div className={classes.pathStep}>
                <Entry step={step} showWho={walk.taken_over_at !== null} />
              </div>
            )}
          </li>
        ))}
      </ol>
      {mayGoBack && walk.step_count > 0 && (
        <Button
          mt="xs"
          size="compact-sm"
          variant="default"
          rightSection={<Keys keys="u" />}
          onClick={() => stepping.back()}
        >
          {t('back')}
        </Button>
      )}
      {walk.also_tried.length > 0 && <AlsoTried steps={walk.also_tried} />}
    </Panel>
  );
}

/** One answered step; once a walk has changed hands it says whose answer it was. */
function Entry({ step, showWho }: { step: PathStep; showWho: boolean }) {
  return (
    <>
      <Text component="span" size="sm" c="dimmed">
        {step.step_no}. {step.question}
      </Text>
      <span className={classes.pathAnswer}>{step.answer}</span>
      {showWho && step.user && (
        <Text component="span" size="xs" c="dimmed">
          {step.user.name}
        </Text>
      )}
      {step.l1_note && (
        <Text component="span" size="sm" display="block">
          {step.l1_note}
        </Text>
      )}
    </>
  );
}

function AlsoTried({ steps }: { steps: readonly PathStep[] }) {
  const t = strings.useText();
  return (
    <>
      <Text component="h3" size="sm" fw={600} mt="md" mb={4}>
        {t('alsoTried')}
      </Text>
      <ul className={`${classes.path} ${classes.undone}`}>
        {steps.map((step) => (
          <li key={`${step.step_no}-${step.node_id}-${step.answered_at}`} className={classes.pathStep}>
            <Text component="span" size="sm" c="dimmed">
              {step.question}
            </Text>
            <span className={classes.pathAnswer}>{step.answer}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
