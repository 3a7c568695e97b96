import { useSyncExternalStore } from 'react';
import { ownerOf, watchActions } from './actions';

/** The name of the action that `keys` runs here and now, so that no other control says that the key is its own. */
export function useOwnerOf(keys: string): string | undefined {
  return useSyncExternalStore(watchActions, () => ownerOf(keys));
}
