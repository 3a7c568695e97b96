import { Button, Loader, Stack, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { type Build, buildQuery, readBuild, saveBuild } from '@/api/builder';
import { saveFailureOf, troubleOf } from '@/api/problem';
import { type AutosaveField, useAutosave } from '@/lib/autosave/useAutosave';
import { useActions } from '@/lib/keys/useActions';
import { Keys } from '@/ui/Keys';
import { SaveState } from '@/ui/SaveState';
import { notifyDone } from '@/ui/toast';
import { BranchSelector } from './BranchSelector';
import { type BranchLine, isSound } from './branches';
import classes from './builder.module.css';
import { Foot } from './Foot';
import { takenOver } from './making';
import { differenceInWords, givenIds, HalfTyped, type Plan, planOf, saysTheSame, sentPlan } from './plan';
import { Refused } from './Refused';
import { haveGiven, type Source, useWizard } from './store';
import { strings } from './strings';
import { Takes } from './Takes';

interface ScaffoldStageProps {
  build: Build;
  propose: (source: Source) => void;
  proposing: boolean;
  error: unknown;
  source: Source;
  /** Turns to the playbook; present where it may take over. */
  toPlaybook?: () => void;
  back: () => void;
  next: () => void;
}

function usePlan(build: Build) {
  const client = useQueryClient();
  const query = buildQuery(build.id);
  const read = async () => {
    const now = await readBuild(build.id);
    client.setQueryData(query.queryKey, now);
    return { value: planOf(now), version: now.version };
  };
  return useAutosave<Plan>({
    draftKey: `flow-build:${build.id}`,
    server: { value: planOf(build), version: build.version },
    reload: read,
    failureOf: (error) => (error instanceof HalfTyped ? 'refused' : saveFailureOf(error)),
    save: async (plan, version) => {
      const known = client.getQueryData(query.queryKey)?.branches ?? build.branches;
      const change = sentPlan(plan, known, useWizard.getState().given);
      const saved = await saveBuild(build.id, change, version ?? build.version);
      haveGiven(givenIds(plan, saved));
      client.setQueryData(query.queryKey, saved);
      return saved.version;
    },
  });
}

/** Says when the list changes by another window, which this one follows while nothing of its own waits to be saved. */
function useToldOfOthers(build: Build, plan: AutosaveField<Plan>, busy: boolean): void {
  const t = strings.useText();
  const wasBusy = useRef(busy);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once for each version
  useEffect(() => {
    const own = wasBusy.current || busy || plan.state !== 'saved';
    if (!own && !saysTheSame(plan.value, planOf(build))) notifyDone(t('takenFromThere'));
  }, [build.version]);
  useEffect(() => {
    wasBusy.current = busy;
  }, [busy]);
}

/** Stage 2: the first question and its branches; proposed, then written as the person likes. */
export function ScaffoldStage(props: ScaffoldStageProps) {
  const { build, propose, source, back } = props;
  const t = strings.useText();
  const plan = usePlan(build);
  const { lines } = plan.value;
  const busy = build.making || props.proposing;
  useToldOfOthers(build, plan, busy);
  // An undo comes later than the removal that it takes back: it is done to the list as it is by then.
  const latest = useRef(plan.value);
  latest.current = plan.value;
  const change = (edit: (now: readonly BranchLine[]) => BranchLine[]): void =>
    plan.setValue({ ...latest.current, lines: edit(latest.current.lines) });
  const ready = lines.some(({ chosen }) => chosen) && isSound(lines);
  const saved = async (then: () => void): Promise<void> => {
    if (await plan.flush()) then();
  };
  const goOn = (): void => void saved(props.next);
  useActions(
    [
      {
        id: 'builder.next',
        label: t('toDetail'),
        group: t('title'),
        keys: 'mod+Enter',
        disabled: !ready,
        run: goOn,
      },
    ],
    'dialog',
  );
  return (
    <Stack className={classes.fill}>
      {busy ? <Proposing /> : <NotProposed {...props} />}
      <Textarea
        label={t('firstQuestion')}
        description={t('firstQuestionHelp')}
        value={plan.value.question}
        maxLength={1000}
        autosize
        minRows={1}
        onChange={(event) => plan.setValue({ ...plan.value, question: event.currentTarget.value })}
        onBlur={() => void plan.flush()}
      />
      <Text size="sm">{t(lines.length === 0 ? 'noBranches' : 'branchesHelp')}</Text>
      <BranchSelector lines={lines} change={change} />
      <Foot
        aside={
          <SaveState
            state={plan.state}
            conflict={plan.theirs ? differenceInWords(plan.value, plan.theirs) : undefined}
            detail={plan.error instanceof HalfTyped ? t('halfTyped') : troubleOf(plan.error).detail}
            onKeepMine={() => void plan.keepMine()}
            onTakeTheirs={() => void plan.takeTheirs()}
          />
        }
      >
        <Button variant="default" onClick={() => void saved(back)}>
          {t('back')}
        </Button>
        <span className={classes.spend}>
          <Takes id="builder-takes" part="scaffold" source={source} />
          <Button
            variant="default"
            loading={busy}
            aria-describedby="builder-takes"
            onClick={() => void saved(() => propose(source))}
          >
            {t(lines.length === 0 ? 'propose' : 'proposeAgain')}
          </Button>
        </span>
        <Button disabled={!ready || busy} onClick={goOn} rightSection={<Keys keys="mod+Enter" />}>
          {t('toDetail')}
        </Button>
      </Foot>
    </Stack>
  );
}

/** Why nothing was proposed, and the ways on. */
function NotProposed({ build, error, propose, source, toPlaybook }: ScaffoldStageProps) {
  const t = strings.useText();
  const withPlaybook = takenOver(toPlaybook, () => propose('playbook'));
  return (
    <Refused
      what={t('failedScaffold')}
      failure={build.failure}
      making={build.branches.length > 0 ? 'more' : 'first'}
      error={error}
      again={() => propose(source)}
      withPlaybook={withPlaybook}
      takes={<Takes part="scaffold" source={source} />}
    />
  );
}

function Proposing() {
  const t = strings.useText();
  return (
    <Text size="sm" role="status" component="div">
      <Loader size="xs" mr="xs" aria-hidden="true" />
      {t('proposing')}
    </Text>
  );
}
