import { useEffect, useRef } from 'react';
import { type Action, register, type Scope, unregister } from './actions';

/** Offers `actions` while the component is mounted; the list may change with every render. */
export function useActions(actions: readonly Action[], scope: Scope = 'page'): void {
  const owner = useRef(Symbol('actions'));
  useEffect(() => {
    register(owner.current, scope, actions);
  });
  useEffect(() => {
    const own = owner.current;
    return () => unregister(own);
  }, []);
}
