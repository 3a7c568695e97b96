import { createContext, lazy, type ReactNode, Suspense, useContext, useMemo, useState } from 'react';
import type { Walk } from '@/api/walks';
import { EscalateDialog } from '../escalate/EscalateDialog';
import { NoteDialog } from './NoteDialog';
import { ParkDialog } from './ParkDialog';
import { ResolveDialog } from './ResolveDialog';

const SwitchFlow = lazy(() => import('./SwitchFlow').then((module) => ({ default: module.SwitchFlow })));
const StepWrong = lazy(() => import('./StepWrong').then((module) => ({ default: module.StepWrong })));

const DIALOGS = {
  resolve: ResolveDialog,
  escalate: EscalateDialog,
  note: NoteDialog,
  park: ParkDialog,
  switch: SwitchFlow,
  wrong: StepWrong,
};

type Name = keyof typeof DIALOGS;

const Opener = createContext<(name: Name) => void>(() => {});

/** Opens one of the walk's dialogs. */
export function useWalkDialogs(): (name: Name) => void {
  return useContext(Opener);
}

/** Which dialog of which walk is open, so that going to another walk and back finds it as it was. */
const left = new Map<string, Name>();

/** Holds which dialog of the walk is open; at most one is. */
export function WalkDialogs({ walk, children }: { walk: Walk; children: ReactNode }) {
  const [opened, setOpened] = useState<Name | null>(() => {
    const before = left.get(walk.id);
    return before && walk.status === 'active' && walk.may_act ? before : null;
  });
  const show = useMemo(
    () =>
      (name: Name | null): void => {
        if (name) left.set(walk.id, name);
        else left.delete(walk.id);
        setOpened(name);
      },
    [walk.id],
  );
  const Dialog = opened && DIALOGS[opened];
  return (
    <Opener.Provider value={show}>
      {children}
      <Suspense>{Dialog && <Dialog walk={walk} onClose={() => show(null)} />}</Suspense>
    </Opener.Provider>
  );
}
