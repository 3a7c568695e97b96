import { lazy, Suspense } from 'react';
import { useAnythingSaid } from './toast';

const Messages = lazy(() => import('./messages').then((loaded) => ({ default: loaded.Messages })));

/** Where messages of `toast` appear. */
export function MessageStack() {
  const anythingSaid = useAnythingSaid();
  return <Suspense>{anythingSaid && <Messages />}</Suspense>;
}
