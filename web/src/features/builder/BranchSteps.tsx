import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { type Branch, type Build, useSaveBranch } from '@/api/builder';
import type { Tree } from '@/api/flows';
import { isProblem, troubleOf } from '@/api/problem';
import { ErrorState } from '@/ui/ErrorState';
import classes from './builder.module.css';
import { StepEditor } from './StepEditor';
import { strings } from './strings';
import { TreePreview } from './TreePreview';

interface BranchStepsProps {
  build: Build;
  branch: Branch;
  tree: Tree;
  locked: boolean;
}

/** The steps of a branch, each of which can be rewritten. */
export function BranchSteps({ build, branch, tree, locked }: BranchStepsProps) {
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
