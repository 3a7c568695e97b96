import { lazy, Suspense, useEffect, useState } from 'react';
import { useMe } from '@/api/me';

const Tour = lazy(() => import('./Tour').then((loaded) => ({ default: loaded.Tour })));

/** Shows the tour until the person left it once, on any device. */
export function FirstTour() {
  const seen = useMe().preferences.tour === 'seen';
  const [left, setLeft] = useState(false);
  useEffect(() => {
    if (seen) setLeft(false);
  }, [seen]);
  if (seen || left) return null;
  return (
    <Suspense>
      <Tour onLeave={() => setLeft(true)} />
    </Suspense>
  );
}
