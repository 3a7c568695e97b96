import { Alert, Stack } from '@mantine/core';
import { useDebouncedCallback, useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { Tree } from '@/api/flows';
import { useMay } from '@/api/me';
import { type Overlay, tryOverlay } from '@/api/overlays';
import { stepKey } from '@/lib/tree/model';
import type { Jump } from '../outline/Outline';
import { StepsView } from '../outline/StepsView';
import { applied } from './changes';
import { Differing } from './Differing';
import { DriftList } from './DriftList';
import { overlayRoute } from './routes';
import { SaveBar } from './SaveBar';
import { StepForm } from './StepForm';
import { strings } from './strings';
import { useEditing } from './useEditing';

const GONE = ['step_gone', 'answer_gone', 'target_gone'];

/** The flow's outline as the client's walks follow it, with what differs and what changed since beside it. */
export function OverlayEditor({ overlay, base }: { overlay: Overlay; base: Tree }) {
  const t = strings.useText();
  const edits = useMay('edit_flows');
  const navigate = useNavigate();
  const { step } = overlayRoute.useSearch();
  const [chosen, setChosen] = useState(step);
  const [find, setFind] = useState('');
  const [wanted, setWanted] = useState<Jump | null>(null);
  const state = useEditing(overlay);
  const { changes } = state.editing;
  const tree = useMemo(() => applied(base, changes), [base, changes]);
  const findings = useFindings(overlay, state.dirty, changes);
  const name = overlay.client_name;
  const address = useDebouncedCallback(
    (next: string | undefined) => void navigate({ to: '.', search: { step: next }, replace: true }),
    250,
  );
  const onStep = (next: string | undefined): void => {
    setChosen(next);
    address(next);
  };
  const jump = (id: string): void =>
    setWanted((last) => ({ key: stepKey(id), count: (last?.count ?? 0) + 1 }));
  const node = chosen === undefined ? undefined : base.nodes[chosen];
  return (
    <Stack>
      {overlay.in_force !== 'all' && (
        <Alert color="yellow">
          {overlay.in_force === 'without_ways' ? t('withoutWays', { name }) : t('notInForce')}
        </Alert>
      )}
      {overlay.drift.length > 0 && (
        <DriftList overlay={overlay} base={base} state={state} onEdit={jump} readOnly={!edits} />
      )}
      {edits && <SaveBar overlay={overlay} state={state} findings={findings} />}
      <StepsView
        tree={tree}
        view="outline"
        findings={findings}
        step={chosen}
        find={find}
        wanted={wanted}
        onStep={onStep}
        onFind={setFind}
        beside={<Differing base={base} changes={changes} name={name} onGo={jump} />}
        besideLast
        form={
          edits && node ? (
            <StepForm
              key={node.id}
              base={base}
              node={node}
              name={name}
              change={changes[node.id]}
              onChange={(next) => state.change({ changes: next(changes) })}
            />
          ) : undefined
        }
      />
    </Stack>
  );
}

/** What the server says of the changes as they are now; what is gone is told among the drift. */
function useFindings(overlay: Overlay, dirty: boolean, changes: Overlay['changes']) {
  const edits = useMay('edit_flows');
  const [judged] = useDebouncedValue(changes, 600);
  const tried = useQuery({
    ...tryOverlay(overlay.flow_id, judged),
    enabled: edits && dirty,
    placeholderData: keepPreviousData,
  });
  const found = dirty ? (tried.data?.findings ?? overlay.findings) : overlay.findings;
  const told = new Set(overlay.drift.map((one) => one.node_id));
  return found.filter((one) => !(GONE.includes(one.code) && told.has(one.node_id ?? '')));
}
