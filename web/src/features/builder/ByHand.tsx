import { Button, Group, Stack, Textarea } from '@mantine/core';
import { type Branch, type Build, useSaveBranch } from '@/api/builder';
import { troubleOf } from '@/api/problem';
import { ErrorState } from '@/ui/ErrorState';
import { treeOfLines } from './byHand';
import { remark, remarkHeard, useWizard } from './store';
import { strings } from './strings';

/** A branch that nobody worked out yet, written as lines or left to the second line. */
export function ByHand({ build, branch }: { build: Build; branch: Branch }) {
  const t = strings.useText();
  const kept = `by-hand:${branch.id}`;
  const words = useWizard((state) => state.remarks[kept] ?? '');
  const save = useSaveBranch(build.id, () => remarkHeard(kept));
  const about = { flow: build.foundation.name, branch: branch.title };
  const write = (lines: string): void =>
    save.mutate({ branch: branch.id, tree: treeOfLines(lines, about), version: branch.version });
  return (
    <Stack gap="xs">
      <Textarea
        label={t('byHand')}
        description={t('byHandHelp')}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={20_000}
        value={words}
        onChange={(event) => remark(kept, event.currentTarget.value)}
      />
      {save.error && <ErrorState trouble={troubleOf(save.error)} />}
      <Group gap="xs">
        <Button
          variant="default"
          disabled={words.trim() === ''}
          loading={save.isPending}
          onClick={() => write(words)}
        >
          {t('takeLines')}
        </Button>
        <Button variant="default" disabled={save.isPending} onClick={() => write('')}>
          {t('leaveHandOver')}
        </Button>
      </Group>
    </Stack>
  );
}
