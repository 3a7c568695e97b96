import { Button, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type Assembled, type Build, isBusy, useAssemble } from '@/api/builder';
import { type Finding, type Tree, validateTree } from '@/api/flows';
import { troubleOf } from '@/api/problem';
import { useActions } from '@/lib/keys/useActions';
import { ErrorState } from '@/ui/ErrorState';
import { Keys } from '@/ui/Keys';
import { assembled, missingOf } from './assembly';
import classes from './builder.module.css';
import { Findings } from './Findings';
import { Foot } from './Foot';
import { strings } from './strings';
import { TreePreview } from './TreePreview';
import { untilInWords } from './words';

interface ReviewStageProps {
  build: Build;
  back: () => void;
  saved: (made: Assembled) => void;
}

/** Stage 4: the whole flow as it will be, what the check says of it, and saving it as a draft. */
export function ReviewStage({ build, back, saved }: ReviewStageProps) {
  const t = strings.useText();
  const tree = useMemo(() => assembled(build), [build]);
  const judged = useQuery({
    queryKey: ['flow-build', build.id, 'findings', tree],
    queryFn: ({ signal }) => (tree ? validateTree(tree, signal) : ([] as Finding[])),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const assemble = useAssemble(build.id, saved);
  const ready = isReady(build, tree, judged.data);
  const run = (): void => assemble.mutate(build.version);
  useActions(
    [
      {
        id: 'builder.next',
        label: t('saveDraft'),
        group: t('title'),
        keys: 'mod+Enter',
        disabled: !ready,
        run,
      },
    ],
    'dialog',
  );
  return (
    <Stack className={classes.fill}>
      <Lacking build={build} />
      {judged.error && <ErrorState trouble={troubleOf(judged.error)} retry={() => void judged.refetch()} />}
      {tree && judged.data && <Findings tree={tree} findings={judged.data} />}
      <Title order={3}>{t('review')}</Title>
      {tree ? (
        <div className={classes.preview}>
          <TreePreview tree={tree} label={t('review')} />
        </div>
      ) : (
        <Text size="sm">{t('noSteps')}</Text>
      )}
      {assemble.error && <ErrorState trouble={troubleOf(assemble.error)} />}
      <Foot>
        {build.status !== 'expired' && (
          <Button variant="default" onClick={back}>
            {t('back')}
          </Button>
        )}
        <Button
          disabled={!ready}
          loading={assemble.isPending}
          onClick={run}
          rightSection={<Keys keys="mod+Enter" />}
        >
          {t('saveDraft')}
        </Button>
      </Foot>
    </Stack>
  );
}

/** An expired flow is saved with what it has; any other has to be whole and without errors. */
function isReady(build: Build, tree: Tree | null, findings: readonly Finding[] | undefined): boolean {
  if (tree === null || isBusy(build)) return false;
  if (build.status === 'expired') return true;
  return missingOf(build).length === 0 && !findings?.some(({ severity }) => severity === 'error');
}

/** What is not there yet, or that nothing more can come. */
function Lacking({ build }: { build: Build }) {
  const t = strings.useText();
  if (build.saveable_until) {
    return <Text size="sm">{t('expiredHelp', { until: untilInWords(build.saveable_until) })}</Text>;
  }
  const missing = missingOf(build);
  if (missing.length === 0) return null;
  return (
    <Text size="sm" role="status">
      {t('missingDetail', { titles: missing.join(', ') })}
    </Text>
  );
}

/** What is saved already is worked on in the editor. */
export function Done({ flowId }: { flowId: string | null }) {
  const t = strings.useText();
  if (flowId === null) return <Text size="sm">{t('draftGone')}</Text>;
  return (
    <Stack align="flex-start">
      <Text size="sm">{t('alreadySaved')}</Text>
      <Button renderRoot={(props) => <Link to="/flows/$flowId/edit" params={{ flowId }} {...props} />}>
        {t('openDraft')}
      </Button>
    </Stack>
  );
}
