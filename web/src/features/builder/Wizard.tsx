import { Modal, Stack } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type AiQuota, aiQuotaQuery } from '@/api/ai';
import { type Assembled, type Build, buildQuery, useScaffold } from '@/api/builder';
import { troubleOf } from '@/api/problem';
import { Loaded } from '@/ui/Loaded';
import { failedOf } from './assembly';
import classes from './builder.module.css';
import { DetailStage } from './DetailStage';
import { FoundationStage } from './FoundationStage';
import { MakerChoice } from './MakerChoice';
import { isUsedUp, sourceOf } from './making';
import { QuotaDisplay, QuotaTrouble } from './QuotaDisplay';
import { Done, ReviewStage } from './ReviewStage';
import { ScaffoldStage } from './ScaffoldStage';
import { StepIndicator } from './StepIndicator';
import { reachedBy, type Stage } from './stages';
import { goTo, makeWith, open, type Source, useWizard } from './store';
import { strings } from './strings';
import { TakesFlow } from './Takes';

interface WizardProps {
  /** `new`, or the flow that is gone on with. */
  run: string;
  /** A new flow was begun: it has an address from now on. */
  begun: (id: string) => void;
  saved: (made: Assembled) => void;
  close: () => void;
}

/** The wizard as a dialog. It may be left at any time: what is made and typed is there again afterwards. */
export function Wizard({ run, begun, saved, close }: WizardProps) {
  const t = strings.useText();
  const narrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  useEffect(() => open(run), [run]);
  const scaffold = useScaffold();
  const quota = useQuery(aiQuotaQuery);
  const build = useQuery({ ...buildQuery(run), enabled: run !== 'new' });
  const propose = (about: Build, source: Source): void =>
    scaffold.mutate({ build: about, source, attempt: scaffold.submittedAt });
  return (
    <Modal
      opened
      onClose={close}
      title={build.data?.foundation.name ?? t('title')}
      size="72rem"
      fullScreen={narrow}
      classNames={{ content: classes.window, body: classes.page }}
      closeOnClickOutside={false}
    >
      {run === 'new' ? (
        <Loaded query={quota} explain={troubleOf}>
          {(known) => (
            <Begin
              quota={known}
              begun={(made, source) => {
                begun(made.id);
                propose(made, source);
              }}
            />
          )}
        </Loaded>
      ) : (
        <Loaded query={build} explain={troubleOf} lines={8}>
          {(known) => (
            <Stages
              build={known}
              saved={saved}
              scaffold={{
                propose: (source) => propose(known, source),
                proposing: scaffold.isPending,
                error: scaffold.error,
              }}
            />
          )}
        </Loaded>
      )}
    </Modal>
  );
}

function Begin({ quota, begun }: { quota: AiQuota; begun: (build: Build, source: Source) => void }) {
  const chosen = useWizard((state) => state.source);
  const source = sourceOf(isUsedUp(quota, false) ? 'playbook' : chosen, quota);
  const mayChoose = quota.source === 'model' && quota.playbook_too;
  return (
    <Stack className={classes.fill}>
      <StepIndicator present="foundation" reached="foundation" go={goTo} />
      {mayChoose ? (
        <MakerChoice quota={quota} source={source} choose={makeWith} />
      ) : (
        <>
          <QuotaDisplay quota={quota} source={source} />
          <TakesFlow source={source} />
        </>
      )}
      <QuotaTrouble quota={quota} />
      <FoundationStage
        source={source}
        begun={(build) => begun(build, source)}
        next={() => goTo('scaffold')}
      />
    </Stack>
  );
}

interface StagesProps {
  build: Build;
  saved: (made: Assembled) => void;
  scaffold: { propose: (source: Source) => void; proposing: boolean; error: unknown };
}

function Stages({ build, saved, scaffold }: StagesProps) {
  const chosen = useWizard((state) => state.source);
  const source = sourceOf(chosen ?? build.source, build.quota);
  const ended = build.status === 'expired' || build.status === 'completed';
  if (ended) {
    return (
      <Stack className={classes.fill}>
        <QuotaDisplay quota={build.quota} source={source} spent={build.spent} />
        {build.status === 'completed' ? (
          <Done flowId={build.flow_id} />
        ) : (
          <ReviewStage build={build} back={() => undefined} saved={saved} />
        )}
      </Stack>
    );
  }
  return <Open build={build} saved={saved} scaffold={scaffold} source={source} />;
}

/** Whether the stage itself says what failed, so that no second reason stands beside it. */
function isTold(build: Build, stage: Stage): boolean {
  if (isUsedUp(build.quota, build.counts)) return false;
  return stage === 'scaffold'
    ? build.failure !== null
    : stage === 'detail' && failedOf(build.branches).length > 0;
}

function Open({ build, saved, scaffold, source }: StagesProps & { source: Source }) {
  const wanted = useWizard((state) => state.stage);
  const reached = reachedBy(build);
  const stage: Stage = wanted ?? reached;
  // Where one came in one stays: the last branch that is worked out does not turn the page.
  useEffect(() => goTo(stage), [stage]);
  const may = source === 'model' && build.quota.playbook_too;
  const toPlaybook = may ? (): void => makeWith('playbook') : undefined;
  return (
    <Stack className={classes.fill}>
      <StepIndicator present={stage} reached={reached} go={goTo} />
      <QuotaDisplay
        quota={build.quota}
        source={source}
        spent={build.spent}
        choose={stage === 'review' ? undefined : makeWith}
      />
      {source === 'model' && !isTold(build, stage) && (
        <QuotaTrouble quota={build.quota} counts={build.counts} />
      )}
      {stage === 'foundation' && (
        <FoundationStage build={build} begun={() => undefined} next={() => goTo('scaffold')} />
      )}
      {stage === 'scaffold' && (
        <ScaffoldStage
          build={build}
          source={source}
          {...scaffold}
          toPlaybook={toPlaybook}
          back={() => goTo('foundation')}
          next={() => goTo('detail')}
        />
      )}
      {stage === 'detail' && (
        <DetailStage
          build={build}
          source={source}
          toPlaybook={toPlaybook}
          back={() => goTo('scaffold')}
          next={() => goTo('review')}
        />
      )}
      {stage === 'review' && <ReviewStage build={build} back={() => goTo('detail')} saved={saved} />}
    </Stack>
  );
}
