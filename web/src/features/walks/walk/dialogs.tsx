import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Walk } from '@/api/walks';
import { EscalateDialog } from '../escalate/EscalateDialog';
import { AbandonDialog } from './AbandonDialog';
import { NoteDialog } from './NoteDialog';
import { ParkDialog } from './ParkDialog';
import { ResolveDialog } from './ResolveDialog';

const DIALOGS = {
  resolve: ResolveDialog,
  escalate: EscalateDialog,
  note: NoteDialog,
  park: ParkDialog,
  abandon: AbandonDialog,
};

type Name = keyof typeof DIALOGS;

const Opener = createContext<(name: Name) => void>(() => {});

/** Opens one of the walk's dialogs. */
export function useWalkDialogs(): (name: Name) => void {
  return useContext(Opener);
}

/** Holds which dialog of the walk is open; at most one is. */
export function WalkDialogs({ walk, children }: { walk: Walk; children: ReactNode }) {
  const [opened, setOpened] = useState<Name | null>(null);
  const Dialog = opened && DIALOGS[opened];
  const open = useMemo(() => (name: Name) => setOpened(name), []);
  return (
    <Opener.Provider value={open}>
      {children}
      {Dialog && <Dialog walk={walk} onClose={() => setOpened(null)} />}
    </Opener.Provider>
  );
}
