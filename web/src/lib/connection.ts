import { create } from 'zustand';

/** Whether the server can be reached, as the browser says and as requests find out. */
export const useOnline = create<boolean>(() => true);

const PROBES_MS = [1_000, 2_000, 4_000, 8_000, 15_000];
/** What stands before a server says these in its place. */
const AWAY = [502, 503, 504];

let timer: ReturnType<typeof setTimeout> | undefined;
let probes = 0;
let watched = false;

export function isOnline(): boolean {
  return useOnline.getState();
}

/** Called with the status of every answer; null when none came. */
export function noteAnswer(status: number | null): void {
  const online = status !== null && !AWAY.includes(status);
  if (online) {
    clearTimeout(timer);
    timer = undefined;
    probes = 0;
  }
  if (online !== isOnline()) useOnline.setState(online, true);
  if (!online && watched && timer === undefined) probeLater();
}

function probeLater(): void {
  const wait = PROBES_MS[Math.min(probes, PROBES_MS.length - 1)];
  probes += 1;
  timer = setTimeout(() => void probe(), wait);
}

/** Asks the server whether it is there; while it is not, it asks again by itself. */
async function probe(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  try {
    noteAnswer((await fetch(`${window.location.origin}/readyz`, { cache: 'no-store' })).status);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    noteAnswer(null);
  }
}

/** Starts watching; returns how to stop. */
export function watchConnection(): () => void {
  const gone = (): void => noteAnswer(null);
  const back = (): void => void probe();
  watched = true;
  window.addEventListener('offline', gone);
  window.addEventListener('online', back);
  if (!navigator.onLine) gone();
  return () => {
    watched = false;
    clearTimeout(timer);
    timer = undefined;
    window.removeEventListener('offline', gone);
    window.removeEventListener('online', back);
  };
}
