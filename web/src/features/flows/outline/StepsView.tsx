import { Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useMemo } from 'react';
import type { Finding, Tree } from '@/api/flows';
import { Waiting } from '@/ui/Waiting';
import { type Model, modelOf } from './model';
import { type Jump, Outline } from './Outline';
import { StepDetail } from './StepDetail';
import { StepsToolbar } from './StepsToolbar';
import classes from './steps.module.css';
import { strings } from './strings';
import { useChoosing } from './useChoosing';

const Picture = lazy(async () => ({ default: (await import('../picture/Picture')).Picture }));

interface StepsViewProps {
  tree: Tree;
  view: 'outline' | 'picture';
  findings?: readonly Finding[];
  /** Id of the step that is chosen, as the address has it. */
  step: string | undefined;
  find: string;
  /** A step to go to, asked for from outside. */
  wanted?: Jump | null;
  onStep: (step: string | undefined) => void;
  onFind: (words: string) => void;
}

const NO_FINDINGS: readonly Finding[] = [];

/** A flow's steps as outline or picture, with the chosen one in full beside it. */
export function StepsView({ tree, view, findings = NO_FINDINGS, find, onFind, ...given }: StepsViewProps) {
  const model = useMemo(() => modelOf(tree), [tree]);
  const about = useMemo(() => byStep(findings), [findings]);
  const narrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  const { outline, chosen, jumped, cleared, choose, jump } = useChoosing({ model, find, onFind, ...given });
  const shared = { model, chosen, jumped, findings: about, choose };
  return (
    <div className={classes.split}>
      <div className={classes.surface}>
        <StepsToolbar
          key={cleared}
          outline={outline}
          view={view}
          model={model}
          find={find}
          onFind={onFind}
          jump={jump}
        />
        {view === 'outline' ? (
          <Outline {...shared} outline={outline} find={find} jump={jump} inline={narrow} />
        ) : (
          <Suspense fallback={<Waiting lines={10} />}>
            <Picture {...shared} hits={outline.hits} />
          </Suspense>
        )}
      </div>
      {(!narrow || view === 'picture') && <Beside {...shared} jump={jump} />}
    </div>
  );
}

function byStep(findings: readonly Finding[]): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    const id = finding.node_id ?? '';
    found.set(id, [...(found.get(id) ?? []), finding]);
  }
  return found;
}

interface BesideProps {
  model: Model;
  chosen: string | null;
  findings: ReadonlyMap<string, readonly Finding[]>;
  jump: (key: string) => void;
}

/** All of the chosen step, at the right of the steps. */
function Beside({ model, chosen, findings, jump }: BesideProps) {
  const t = strings.useText();
  const row = chosen === null ? undefined : model.rows.get(chosen);
  const node = row?.kind === 'step' ? row.node : null;
  return (
    <aside className={`${classes.surface} ${classes.aside}`} aria-label={t('details')}>
      {node ? (
        <StepDetail model={model} node={node} findings={findings.get(node.id)} jump={jump} />
      ) : (
        <Text size="sm" c="dimmed" p="md">
          {t('chooseStep')}
        </Text>
      )}
    </aside>
  );
}
