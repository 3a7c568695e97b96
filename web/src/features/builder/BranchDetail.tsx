import { Alert, Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { type Branch, type Build, useDetailBranch, useSaveBranch } from '@/api/builder';
import type { Tree } from '@/api/flows';
import { isProblem, troubleOf } from '@/api/problem';
import { ErrorState } from '@/ui/ErrorState';
import classes from './builder.module.css';
import { takenOver } from './making';
import { Refused } from './Refused';
import { SourceLabel } from './SourceLabel';
import { StepEditor } from './StepEditor';
import { remark, remarkHeard, type Source, useWizard } from './store';
import { strings } from './strings';
import { Takes } from './Takes';
import { TreePreview } from './TreePreview';

interface BranchDetailProps {
  build: Build;
  branch: Branch;
  source: Source;
  /** Turns to the playbook; present where it may take over. */
  toPlaybook?: () => void;
}

/** One branch: its steps, words on what should be different, and a way to have it made again. */
export function BranchDetail({ build, branch, source, toPlaybook }: BranchDetailProps) {
  const t = strings.useText();
  const words = useWizard((state) => state.remarks[branch.id] ?? '');
  const make = useDetailBranch(build.id, () => remarkHeard(branch.id));
  const busy = branch.making || make.isPending;
  const run = (by: Source): void =>
    make.mutate({ branch, remark: words.trim(), source: by, attempt: make.submittedAt });
  const withPlaybook = takenOver(toPlaybook, () => run('playbook'));
  return (
    <Stack gap="sm">
      <Head build={build} branch={branch} />
      {!busy && (
        <Refused
          what={t('failedBranch', { title: branch.title })}
          failure={branch.failure}
          error={make.error}
          again={() => run(source)}
          withPlaybook={withPlaybook}
          takes={<Takes part="branch" source={source} />}
        />
      )}
      <p className={busy ? classes.state : 'rf-hidden'} role="status">
        {busy ? t('state_making') : ''}
      </p>
      {branch.tree ? (
        <>
          <BranchSteps build={build} branch={branch} tree={branch.tree} locked={busy} />
          <Textarea
            label={t('remark')}
            description={t('remarkHelp')}
            autosize
            minRows={1}
            maxRows={5}
            maxLength={1000}
            value={words}
            onChange={(event) => remark(branch.id, event.currentTarget.value)}
          />
        </>
      ) : (
        <Text size="sm">{t('noSteps')}</Text>
      )}
      <Again branch={branch} busy={busy} source={source} run={() => run(source)} />
    </Stack>
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

interface BranchStepsProps {
  build: Build;
  branch: Branch;
  tree: Tree;
  locked: boolean;
}

function BranchSteps({ build, branch, tree, locked }: BranchStepsProps) {
  const t = strings.useText();
  const [editing, setEditing] = useState<string | null>(null);
  const [mine, setMine] = useState<{ tree: Tree; version: number } | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const save = useSaveBranch(build.id, () => {
    setEditing(null);
    setMine(null);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another branch begins anew
  useEffect(() => setEditing(null), [branch.id]);
  const send = (changed: Tree, version: number): void => {
    setMine({ tree: changed, version });
    save.mutate({ branch: branch.id, tree: changed, version });
  };
  const node = editing === null ? undefined : tree.nodes[editing];
  const conflict = isProblem(save.error, 412);
  const takeTheirs = (): void => {
    save.reset();
    setMine(null);
    setEditing(null);
  };
  return (
    <div ref={box} className={classes.preview}>
      {conflict && mine && (
        <Alert
          role="alert"
          color="red"
          variant="light"
          title={t('changedElsewhere', { title: branch.title })}
        >
          <Stack gap="xs">
            <Text size="sm">{t('changedElsewhereHelp')}</Text>
            <Group gap="xs">
              <Button size="xs" variant="default" onClick={takeTheirs}>
                {t('takeTheirs')}
              </Button>
              <Button size="xs" variant="default" onClick={() => send(mine.tree, branch.version)}>
                {t('keepMine')}
              </Button>
            </Group>
          </Stack>
        </Alert>
      )}
      {save.error && !conflict && <ErrorState trouble={troubleOf(save.error)} />}
      {node ? (
        <StepEditor
          key={node.id}
          tree={tree}
          node={node}
          busy={save.isPending}
          save={(changed) => send(changed, branch.version)}
          close={takeTheirs}
        />
      ) : (
        <TreePreview
          key={branch.id}
          tree={tree}
          label={t('branchSteps', { title: branch.title })}
          edit={locked ? undefined : setEditing}
        />
      )}
    </div>
  );
}
