import { Alert, Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import { type Branch, type Build, useDetailBranch } from '@/api/builder';
import { BranchSteps } from './BranchSteps';
import { ByHand } from './ByHand';
import classes from './builder.module.css';
import { wordsOf } from './byHand';
import { failureOf, takenOver } from './making';
import { Refused } from './Refused';
import { SourceLabel } from './SourceLabel';
import { remark, remarkHeard, type Source, useWizard } from './store';
import { strings } from './strings';
import { Takes } from './Takes';

interface BranchDetailProps {
  build: Build;
  branch: Branch;
  source: Source;
  /** Turns to the playbook; present where it may take over. */
  toPlaybook?: () => void;
  /** Why this and other branches failed is said above all of them. */
  told?: boolean;
}

/** Has the branch made, and says whether the very same came back, and from whom. */
function useMaking(build: Build, branch: Branch) {
  const words = useWizard((state) => state.remarks[branch.id] ?? '');
  const before = useRef('');
  const [sameBy, setSameBy] = useState<Source | null>(null);
  const make = useDetailBranch(build.id, (made, by) => {
    const now = made.branches.find(({ id }) => id === branch.id)?.tree ?? null;
    const same = before.current === wordsOf(now);
    setSameBy(same ? by : null);
    if (!same) remarkHeard(branch.id);
  });
  const run = (by: Source): void => {
    before.current = wordsOf(branch.tree);
    setSameBy(null);
    make.mutate({ branch, remark: words.trim(), source: by, attempt: make.submittedAt });
  };
  const busy = branch.making || make.isPending;
  return { words, run, busy, error: busy ? null : make.error, sameBy: busy ? null : sameBy };
}

/** One branch: its steps, words on what should be different, and a way to have it made again or written. */
export function BranchDetail({ build, branch, source, toPlaybook, told = false }: BranchDetailProps) {
  const t = strings.useText();
  const { words, run, busy, error, sameBy } = useMaking(build, branch);
  const isSaid = busy || (told && (error === null || failureOf(error) !== null));
  return (
    <Stack gap="sm">
      <Head build={build} branch={branch} />
      {!isSaid && (
        <Refused
          what={t('failedBranch', { title: branch.title })}
          failure={branch.failure}
          making="branch"
          error={error}
          again={() => run(source)}
          withPlaybook={takenOver(toPlaybook, () => run('playbook'))}
          takes={<Takes part="branch" source={source} />}
        />
      )}
      <p className={busy ? classes.state : 'rf-hidden'} role="status">
        {busy ? t('state_making') : ''}
      </p>
      {branch.tree ? (
        <>
          <BranchSteps build={build} branch={branch} tree={branch.tree} locked={busy} />
          <Wanted branch={branch} words={words} source={source} />
        </>
      ) : (
        <Empty failed={branch.failure !== null} />
      )}
      <Again branch={branch} busy={busy} source={source} run={() => run(source)} />
      <Same by={sameBy} />
      {!branch.tree && !busy && <ByHand build={build} branch={branch} />}
    </Stack>
  );
}

function Empty({ failed }: { failed: boolean }) {
  const t = strings.useText();
  return failed ? null : <Text size="sm">{t('noSteps')}</Text>;
}

/** What should be different, in words that whoever makes it can follow. */
function Wanted({ branch, words, source }: { branch: Branch; words: string; source: Source }) {
  const t = strings.useText();
  return (
    <Textarea
      label={t('remark')}
      description={t(source === 'playbook' ? 'remarkPlaybook' : 'remarkHelp')}
      autosize
      minRows={1}
      maxRows={5}
      maxLength={1000}
      value={words}
      onChange={(event) => remark(branch.id, event.currentTarget.value)}
    />
  );
}

/** That nothing changed, and what then helps. */
function Same({ by }: { by: Source | null }) {
  const t = strings.useText();
  return (
    <Text size="sm" role="status" className={by ? undefined : 'rf-hidden'}>
      {by ? t(by === 'playbook' ? 'sameStepsPlaybook' : 'sameSteps') : ''}
    </Text>
  );
}

function Head({ build, branch }: { build: Build; branch: Branch }) {
  const model = build.quota.source === 'model' ? build.quota.label : null;
  return (
    <>
      <Group gap="xs">
        <Title order={3}>{branch.title}</Title>
        {branch.detailed_by && <SourceLabel source={branch.detailed_by} model={model} />}
      </Group>
      {branch.description && <Text size="sm">{branch.description}</Text>}
    </>
  );
}

interface AgainProps {
  branch: Branch;
  busy: boolean;
  source: Source;
  run: () => void;
}

/** Has the branch made again; what was changed by hand is replaced only after a second word. */
function Again({ branch, busy, source, run }: AgainProps) {
  const t = strings.useText();
  const [asked, setAsked] = useState(false);
  const sure = (): void => {
    setAsked(false);
    run();
  };
  if (asked && !busy) {
    return (
      <Alert role="alert" color="yellow" variant="light" title={t('replaceTitle')}>
        <Stack gap="xs">
          <Text size="sm">{t('replaceHelp')}</Text>
          <Group gap="xs">
            <Button size="xs" variant="default" autoFocus onClick={() => setAsked(false)}>
              {t('keepMine')}
            </Button>
            <Button size="xs" color="red" onClick={sure}>
              {t('replace')}
            </Button>
          </Group>
        </Stack>
      </Alert>
    );
  }
  return (
    <Group gap="sm">
      <Button
        variant="default"
        loading={busy}
        aria-describedby="builder-takes-branch"
        onClick={() => (branch.detailed_by === 'person' ? setAsked(true) : run())}
      >
        {t(branch.tree ? 'doAgain' : 'detailOne')}
      </Button>
      <Takes id="builder-takes-branch" part="branch" source={source} />
    </Group>
  );
}
