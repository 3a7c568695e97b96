import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { type PathStep, readPath, type Walk, walkKey } from '@/api/walks';
import { Keys } from '@/ui/Keys';
import { Panel } from '@/ui/Panel';
import { otherMaker } from '../ai-build/place';
import { strings } from '../strings';
import classes from '../walks.module.css';
import { handover } from './handoverStrings';
import { evidenceWords, isTakers } from './pathWords';
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
          <Fragment key={`${step.step_no}-${step.node_id}`}>
            <Switches walk={walk} after={step.step_no - 1} />
            <Step walk={walk} step={step} back={mayGoBack ? stepping.back : undefined} />
          </Fragment>
        ))}
        <Switches walk={walk} after={walk.step_count} />
      </ol>
      {mayGoBack && (walk.step_count > 0 || walk.switches.length > 0) && (
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
      {walk.also_tried.length > 0 && <AlsoTried walk={walk} />}
    </Panel>
  );
}

interface StepProps {
  walk: Walk;
  step: PathStep;
  /** Present while the answer may be opened again. */
  back: Stepping['back'] | undefined;
}

function Step({ walk, step, back }: StepProps) {
  const t = strings.useText();
  if (!back) {
    return (
      <li className={classes.pathStep}>
        <Entry walk={walk} step={step} />
      </li>
    );
  }
  return (
    <li>
      <button
        type="button"
        className={classes.pathStep}
        title={t('goBackTo', { question: step.question })}
        onClick={() => back(step.step_no - 1)}
      >
        <Entry walk={walk} step={step} />
      </button>
    </li>
  );
}

/** Flows that the walk went on with at this place. */
function Switches({ walk, after }: { walk: Walk; after: number }) {
  const h = handover.useText();
  return walk.switches
    .filter((one) => one.after_step === after)
    .map((one) => (
      <li key={`${one.flow_title}-${one.flow_version}`} className={classes.pathStep}>
        <Text component="span" size="sm" c="dimmed">
          {h('wentOn', { title: one.flow_title, version: one.flow_version })}
        </Text>
      </li>
    ));
}

/** One answered step; once a walk was handed over it says whose answer it was. */
function Entry({ walk, step, undone = false }: { walk: Walk; step: PathStep; undone?: boolean }) {
  const h = handover.useText();
  const pasted = evidenceWords(step.evidence);
  const maker = otherMaker(walk, step.made_by);
  return (
    <>
      <Text component="span" size="sm" c="dimmed">
        {!undone && `${step.step_no}. `}
        {step.question}
      </Text>
      <span className={classes.pathAnswer}>{step.answer}</span>
      {maker && (
        <Text component="span" size="xs" c="dimmed" display="block">
          {h(maker === 'model' ? 'byModel' : 'byPlaybook')}
        </Text>
      )}
      {walk.escalated_at !== null && step.user && (
        <Text component="span" size="xs" c="dimmed" display="block">
          {h(isTakers(walk, step) ? 'tookOver' : 'firstLine', { name: step.user.name })}
        </Text>
      )}
      {step.l1_note && (
        <Text component="span" size="sm" display="block">
          {step.l1_note}
        </Text>
      )}
      {pasted && (
        <Text component="span" size="sm" display="block" lineClamp={3}>
          {h(step.evidence?.kind === 'reply' ? 'said' : 'pasted', { text: pasted })}
        </Text>
      )}
    </>
  );
}

function AlsoTried({ walk }: { walk: Walk }) {
  const t = strings.useText();
  return (
    <>
      <Text component="h3" size="sm" fw={600} mt="md" mb={4}>
        {t('alsoTried')}
      </Text>
      <ul className={`${classes.path} ${classes.undone}`}>
        {walk.also_tried.map((step) => (
          <li key={`${step.step_no}-${step.node_id}-${step.answered_at}`} className={classes.pathStep}>
            <Entry walk={walk} step={step} undone />
          </li>
        ))}
      </ul>
    </>
  );
}
