import { usePreferences } from '../preferences';
import { type Action, currentActions, dialogActions, keysOf } from './actions';
import { belongsToTarget, isSingleKey, strokeOf } from './match';

const SEQUENCE_MS = 1_500;

let pending: string | null = null;
let pendingUntil = 0;

function allowed(keys: string): boolean {
  return usePreferences.getState().shortcuts || !isSingleKey(keys);
}

function candidates(): { action: Action; keys: string }[] {
  const inDialog = document.querySelector('[aria-modal="true"]') !== null;
  const actions = inDialog ? dialogActions() : currentActions();
  return actions
    .filter((action) => !action.heardElsewhere)
    .flatMap((action) => keysOf(action).map((keys) => ({ action, keys })))
    .filter(({ keys }) => allowed(keys));
}

function find(stroke: string): Action | 'begun' | null {
  const choices = candidates();
  const prefix = pending !== null && Date.now() < pendingUntil ? `${pending} ` : '';
  const found = choices.find(({ keys }) => keys === prefix + stroke);
  if (found) return found.action;
  return choices.some(({ keys }) => keys.startsWith(`${stroke} `)) ? 'begun' : null;
}

export function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  const stroke = strokeOf(event);
  if (stroke === null || belongsToTarget(stroke, event.target)) return;
  const found = find(stroke);
  pending = found === 'begun' ? stroke : null;
  if (found === 'begun') {
    pendingUntil = Date.now() + SEQUENCE_MS;
    return;
  }
  if (found === null) return;
  event.preventDefault();
  found.run();
}

/** Starts listening on the window; returns how to stop. */
export function listenForKeys(): () => void {
  window.addEventListener('keydown', handleKey);
  return () => window.removeEventListener('keydown', handleKey);
}
