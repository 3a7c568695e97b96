import { useLayoutEffect, useRef } from 'react';
import { type Action, register, type Scope, unregister } from './actions';

/**
 * Offers `actions` while the component is mounted; the list may change with every render. What is on the screen can be
 * done at once: an effect that runs after painting would leave a moment in which a key does nothing.
 */
export function useActions(actions: readonly Action[], scope: Scope = 'page'): void {
  const owner = useRef(Symbol('actions'));
  useLayoutEffect(() => {
    register(owner.current, scope, actions);
  });
  useLayoutEffect(() => {
    const own = owner.current;
    return () => unregister(own);
  }, []);
}
