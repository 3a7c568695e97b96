import { CloseButton, Text } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import type { Finding, Tree } from '@/api/flows';
import { type Model, modelOf } from '@/lib/tree/model';
import classes from '@/ui/steps/view.module.css';
import { Waiting } from '@/ui/Waiting';
import { type Jump, Outline } from './Outline';
import { StepDetail } from './StepDetail';
import { StepsToolbar } from './StepsToolbar';
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
  /** What stands beside the steps, over the chosen one. */
  beside?: ReactNode;
  /** Whether that stands under the chosen step instead. */
  besideLast?: boolean;
  /** What stands in the place of the chosen step's words: a form to change them, say. */
  form?: ReactNode;
  onStep: (step: string | undefined) => void;
  onFind: (words: string) => void;
}

const NO_FINDINGS: readonly Finding[] = [];

/** A flow's steps as outline or picture, with the chosen one in full beside it. */
export function StepsView({
  tree,
  view,
  findings = NO_FINDINGS,
  find,
  onFind,
  beside,
  besideLast = false,
  form,
  ...given
}: StepsViewProps) {
  const model = useMemo(() => modelOf(tree), [tree]);
  const about = useMemo(() => byStep(findings), [findings]);
  const choosing = useChoosing({ model, find, onFind, ...given });
  const { outline, chosen, jumped, choose, jump } = choosing;
  const shared = { model, chosen, jumped, findings: about, choose };
  return (
    <div className={classes.split} data-view={view}>
      <div className={classes.surface}>
        <StepsToolbar
          key={choosing.cleared}
          outline={outline}
          view={view}
          model={model}
          find={find}
          onFind={onFind}
          jump={jump}
        />
        {view === 'outline' ? (
          <Outline {...shared} outline={outline} find={find} jump={jump} />
        ) : (
          <Suspense fallback={<Waiting lines={10} />}>
            <Picture {...shared} hits={outline.hits} />
          </Suspense>
        )}
      </div>
      <div className={classes.side}>
        {beside && (
          <div className={classes.beside} data-last={besideLast || undefined}>
            {beside}
          </div>
        )}
        <Chosen {...shared} form={form} jump={jump} leave={choosing.leave} />
      </div>
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

interface ChosenProps {
  form: ReactNode;
  model: Model;
  chosen: string | null;
  findings: ReadonlyMap<string, readonly Finding[]>;
  jump: (key: string) => void;
  leave: () => void;
}

/** All of the chosen step: beside the outline, over the picture, on a phone at the foot of the window. */
function Chosen({ form, model, chosen, findings, jump, leave }: ChosenProps) {
  const t = strings.useText();
  const row = chosen === null ? undefined : model.rows.get(chosen);
  const node = row?.kind === 'step' ? row.node : null;
  return (
    <aside
      className={`${classes.surface} ${classes.aside}`}
      aria-label={t('details')}
      data-empty={!node || undefined}
    >
      {node ? (
        <>
          <CloseButton className={classes.leave} aria-label={t('leave')} onClick={leave} />
          {form ?? <StepDetail model={model} node={node} findings={findings.get(node.id)} jump={jump} />}
        </>
      ) : (
        <Text size="sm" c="dimmed" p="md">
          {t('chooseStep')}
        </Text>
      )}
    </aside>
  );
}
