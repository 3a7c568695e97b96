import { create } from 'zustand';
import { draftOwner } from '@/lib/drafts';
import { recall, remember } from '@/lib/storage';

/** Which tabs this person has hidden on this device, and which walks they were in last. */
interface Remembered {
  owner: string;
  hidden: readonly string[];
  /** The last first. */
  visited: readonly string[];
}

const MOST = 200;
const nameOf = (owner: string): string => `rf-tabs:${owner}`;

function read(owner: string): Remembered {
  const nothing = { owner, hidden: [], visited: [] };
  try {
    const found: unknown = JSON.parse(recall(nameOf(owner)) ?? 'null');
    return typeof found === 'object' && found !== null ? { ...nothing, ...found, owner } : nothing;
  } catch (error) {
    if (error instanceof SyntaxError) return nothing;
    throw error;
  }
}

const useStore = create<Remembered>(() => read('nobody'));

function present(): Remembered {
  const owner = draftOwner();
  if (useStore.getState().owner !== owner) useStore.setState(read(owner), true);
  return useStore.getState();
}

function keep(part: Partial<Remembered>): void {
  const next = { ...present(), ...part };
  useStore.setState(next, true);
  remember(nameOf(next.owner), JSON.stringify({ hidden: next.hidden, visited: next.visited }));
}

export function useRemembered(): Remembered {
  useStore();
  return present();
}

export function hideTab(id: string): void {
  keep({ hidden: [id, ...present().hidden.filter((one) => one !== id)].slice(0, MOST) });
}

/** Being in a walk shows its tab again. */
export function noteVisit(id: string): void {
  const { hidden, visited } = present();
  keep({
    hidden: hidden.filter((one) => one !== id),
    visited: [id, ...visited.filter((one) => one !== id)].slice(0, MOST),
  });
}
