import { create } from 'zustand';
import type { Stage } from './stages';

export type Source = 'model' | 'playbook';

/** What the person looks at and has typed in the wizard; everything the server knows stays in the query cache. */
export interface WizardState {
  /** The flow that this is about; another one begins anew. */
  run: string | null;
  /** The stage that was gone to; null follows how far the flow is. */
  stage: Stage | null;
  /** Who shall make what is made next, once the person chose; null leaves it to the account's settings. */
  source: Source | null;
  /** The branch that is looked at. */
  branch: string | null;
  /** What is wanted otherwise, by branch. */
  remarks: Readonly<Record<string, string>>;
  /** Ids that the server gave to branches that were added in the list. */
  given: Readonly<Record<string, string>>;
}

const FRESH: WizardState = { run: null, stage: null, source: null, branch: null, remarks: {}, given: {} };

export const useWizard = create<WizardState>(() => FRESH);

/** Turns to a flow; what belongs to another one is forgotten, what was typed for this one stays. */
export function open(run: string | null): void {
  if (useWizard.getState().run !== run) useWizard.setState({ ...FRESH, run }, true);
}

export const goTo = (stage: Stage | null): void => useWizard.setState({ stage });

export const lookAt = (branch: string | null): void => useWizard.setState({ branch });

export const makeWith = (source: Source | null): void => useWizard.setState({ source });

export function remark(branch: string, words: string): void {
  useWizard.setState(({ remarks }) => ({ remarks: { ...remarks, [branch]: words } }));
}

/** Forgets the remark of a branch that was done again. */
export function remarkHeard(branch: string): void {
  useWizard.setState(({ remarks: { [branch]: _, ...others } }) => ({ remarks: others }));
}

export function haveGiven(ids: WizardState['given']): void {
  useWizard.setState(({ given }) => ({ given: { ...given, ...ids } }));
}
