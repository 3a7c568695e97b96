/** Actions as data: what can be done now. Shortcuts, the `?` sheet and the palette all read this one list. */

export type Scope = 'app' | 'page' | 'dialog';

export interface Action {
  /** Stable name, `noun.verb`. */
  id: string;
  label: string;
  /** `j`, `g h` (one after the other), `mod+k`, `Escape`; a list gives alternatives. */
  keys?: string | readonly string[];
  /** Heading in the sheet and the palette. */
  group?: string;
  run: () => void;
  /** Left out of the palette, for what only makes sense as a key (`j`, `k`, `1`…`9`). */
  keyOnly?: boolean;
  /** The keys are heard by the part of the screen that they belong to (Tab in a tree); here they are only shown. */
  heardElsewhere?: boolean;
  /** Works over an open dialog too, which keeps what is typed: going to another walk. */
  overDialogs?: boolean;
  disabled?: boolean;
}

interface Registration {
  scope: Scope;
  actions: readonly Action[];
}

const registrations = new Map<symbol, Registration>();
const watchers = new Set<() => void>();
const ORDER: readonly Scope[] = ['dialog', 'page', 'app'];

export function register(owner: symbol, scope: Scope, actions: readonly Action[]): void {
  registrations.set(owner, { scope, actions });
  for (const look of watchers) look();
}

export function unregister(owner: symbol): void {
  registrations.delete(owner);
  for (const look of watchers) look();
}

/** Calls `look` whenever what can be done may have changed; returns how to stop. */
export function watchActions(look: () => void): () => void {
  watchers.add(look);
  return () => watchers.delete(look);
}

/** Does what the action of this name does, when it is there: for buttons far from the part that offers it. */
export function perform(id: string): void {
  currentActions()
    .find((action) => action.id === id)
    ?.run();
}

/** The name of the action that this key runs on the page as it is. */
export function ownerOf(keys: string): string | undefined {
  return currentActions().find((action) => !action.heardElsewhere && keysOf(action).includes(keys))?.id;
}

/** All actions that can be done now; those of a dialog before the page's, the newest first. */
export function currentActions(): Action[] {
  const all = [...registrations.values()].reverse();
  return ORDER.flatMap((scope) =>
    all.filter((one) => one.scope === scope).flatMap((one) => one.actions),
  ).filter((action) => !action.disabled);
}

export function dialogActions(): Action[] {
  const all = [...registrations.values()].reverse();
  return all.flatMap(({ scope, actions }) =>
    actions.filter((action) => !action.disabled && (scope === 'dialog' || action.overDialogs)),
  );
}

/** What each key does here: a key that several actions name belongs to the first, as when it is pressed. */
export function keyedActions(): { action: Action; keys: string[] }[] {
  const taken = new Set<string>();
  return currentActions().flatMap((action) => {
    const keys = keysOf(action).filter((one) => !taken.has(one));
    for (const one of keys) taken.add(one);
    return keys.length > 0 ? [{ action, keys }] : [];
  });
}

export function keysOf(action: Action): readonly string[] {
  if (action.keys === undefined) return [];
  return typeof action.keys === 'string' ? [action.keys] : action.keys;
}
