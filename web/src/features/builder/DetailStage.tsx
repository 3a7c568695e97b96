import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { type Branch, type Build, isBusy, useCancelDetail, useDetailAll, useSaveBranch } from '@/api/builder';
import { troubleOf } from '@/api/problem';
import { useActions } from '@/lib/keys/useActions';
import { ErrorState } from '@/ui/ErrorState';
import { Keys } from '@/ui/Keys';
import { notifyDone } from '@/ui/toast';
import { chosenBranches, failedOf, missingOf } from './assembly';
import { BranchDetail } from './BranchDetail';
import { BranchPicker } from './BranchPicker';
import classes from './builder.module.css';
import { treeOfLines } from './byHand';
import { failureInWords, isPlaybookFirst } from './FailureNotice';
import { Foot } from './Foot';
import { takenOver } from './making';
import { Progress } from './Progress';
import { Refused } from './Refused';
import { lookAt, type Source, useWizard } from './store';
import { strings } from './strings';
import { Takes } from './Takes';

interface DetailStageProps {
  build: Build;
  source: Source;
  /** Turns to the playbook; present where it may take over. */
  toPlaybook?: () => void;
  back: () => void;
  next: () => void;
}

/** Stage 3: the steps of each branch, all at once or one by one. */
export function DetailStage({ build, source, toPlaybook, back, next }: DetailStageProps) {
  const t = strings.useText();
  const wanted = useWizard((state) => state.branch);
  const all = useDetailAll(build.id);
  const branches = chosenBranches(build);
  const missing = missingOf(build).length;
  const looked = branches.find(({ id }) => id === wanted) ?? branches[0];
  const begin = (by: Source): void => all.mutate({ source: by, attempt: all.submittedAt });
  const withPlaybook = takenOver(toPlaybook, () => begin('playbook'));
  const rest = useHandOver(build, branches, source);
  const busy = isBusy(build) || all.isPending || rest.busy;
  const forward = onward(missing, rest.can, { next, handOver: rest.run, begin: () => begin(source) });
  const words = onwardInWords(missing, rest.can);
  useActions(
    [
      {
        id: 'builder.next',
        label: words,
        group: t('title'),
        keys: 'mod+Enter',
        disabled: busy || branches.length === 0,
        run: forward,
      },
    ],
    'dialog',
  );
  return (
    <Stack className={classes.fill}>
      <Running build={build} />
      {!busy && (
        <>
          <Failures branches={branches} again={() => begin(source)} withPlaybook={withPlaybook} />
          <Refused
            what={words}
            failure={null}
            error={all.error ?? rest.error}
            again={() => begin(source)}
            withPlaybook={withPlaybook}
          />
          <TooFewCalls build={build} calls={source === 'model' ? missing : 0} />
        </>
      )}
      <Finished done={missing === 0 && !busy} />
      <div className={classes.detail}>
        <BranchPicker build={build} branches={branches} looked={looked?.id ?? null} look={lookAt} />
        {looked && (
          <BranchDetail
            key={looked.id}
            build={build}
            branch={looked}
            source={source}
            toPlaybook={toPlaybook}
            told={failedOf(branches).length > 1}
          />
        )}
      </div>
      <Onward
        words={words}
        busy={busy}
        empty={branches.length === 0}
        source={source}
        missing={missing}
        back={back}
        forward={forward}
      />
    </Stack>
  );
}

/** Which way leads on: what the playbook knows nothing of it need not be asked for again. */
function onward<Way>(missing: number, inVain: boolean, ways: { next: Way; handOver: Way; begin: Way }): Way {
  if (missing === 0) return ways.next;
  return inVain ? ways.handOver : ways.begin;
}

const onwardInWords = (missing: number, inVain: boolean): string =>
  onward(missing, inVain, {
    next: strings.text('toReview'),
    handOver: strings.text('handOverRest', { count: missing }),
    begin: strings.text('detailAll', { count: missing }),
  });

/** Leaves the branches as hand-overs that the playbook, which is to make them, knows nothing of. */
function useHandOver(build: Build, branches: readonly Branch[], source: Source) {
  const save = useSaveBranch(build.id, () => undefined);
  const missing = branches.filter(({ tree }) => !tree);
  const unknown = missing.filter(({ failure }) => failure === 'no_playbook');
  const run = async (): Promise<void> => {
    for (const { id, title, version } of unknown) {
      const tree = treeOfLines('', { flow: build.foundation.name, branch: title });
      await save.mutateAsync({ branch: id, tree, version }).catch(() => undefined);
    }
  };
  const can = source === 'playbook' && unknown.length === missing.length;
  return { can, run: () => void run(), error: save.error, busy: save.isPending };
}

interface OnwardProps {
  words: string;
  busy: boolean;
  empty: boolean;
  source: Source;
  missing: number;
  back: () => void;
  forward: () => void;
}

function Onward({ words, busy, empty, source, missing, back, forward }: OnwardProps) {
  const t = strings.useText();
  return (
    <Foot>
      <Button variant="default" onClick={back}>
        {t('back')}
      </Button>
      <span className={classes.spend}>
        {missing > 0 && <Takes id="builder-takes" part="branches" source={source} branches={missing} />}
        <Button
          loading={busy}
          disabled={empty}
          aria-describedby={missing > 0 ? 'builder-takes' : undefined}
          onClick={forward}
          rightSection={<Keys keys="mod+Enter" />}
        >
          {words}
        </Button>
      </span>
    </Foot>
  );
}

function Finished({ done }: { done: boolean }) {
  const t = strings.useText();
  return (
    <p className="rf-hidden" role="status">
      {done ? t('detailDone') : ''}
    </p>
  );
}

/** How far working out all branches is, while it goes on. */
function Running({ build }: { build: Build }) {
  const t = strings.useText();
  const cancel = useCancelDetail(build.id, () => notifyDone(t('cancelled')));
  if (build.run?.state !== 'running') return null;
  return (
    <>
      <Progress
        done={build.run.done}
        count={build.run.total}
        stopping={cancel.isPending}
        stop={() => cancel.mutate()}
      />
      {cancel.error && <ErrorState trouble={troubleOf(cancel.error)} />}
    </>
  );
}

/** That fewer calls are left for the flow than it would take to work all its branches out. */
function TooFewCalls({ build, calls }: { build: Build; calls: number }) {
  const t = strings.useText();
  const left = Math.max(0, build.quota.calls_per_flow - build.spent.counted);
  if (calls <= left) return null;
  return (
    <Text size="sm" role="status" c="var(--mantine-color-error)">
      {t('tooFewCalls', { count: left })}
    </Text>
  );
}

interface FailuresProps {
  branches: readonly Branch[];
  again: () => void;
  withPlaybook?: () => void;
}

/** How many branches came to nothing, and the ways on for all of them. */
function Failures({ branches, again, withPlaybook }: FailuresProps) {
  const t = strings.useText();
  const failed = failedOf(branches);
  if (failed.length < 2) return null;
  const reasons = [...new Set(failed.map(({ failure }) => failureInWords(failure ?? '', 'branch')))];
  const ways = [
    <Button key="again" size="xs" variant="default" onClick={again}>
      {t('tryAgain')}
    </Button>,
    withPlaybook && (
      <Button key="playbook" size="xs" variant="default" onClick={withPlaybook}>
        {t('withPlaybook')}
      </Button>
    ),
  ];
  const vain = failed.every(({ failure }) => failure === 'no_playbook');
  return (
    <Alert role="alert" color="red" variant="light" title={t('failedMany', { count: failed.length })}>
      <Stack gap="xs">
        <Text size="sm">
          {reasons.join(' ')} {t('nothingLost')}
        </Text>
        {!vain && (
          <Group gap="xs">{isPlaybookFirst(failed[0]?.failure ?? null) ? ways.toReversed() : ways}</Group>
        )}
      </Stack>
    </Alert>
  );
}
