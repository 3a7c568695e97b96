import { useEffect, useState } from 'react';

/** The present moment in milliseconds, renewed every `milliseconds`. */
export function useNow(milliseconds = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
  return now;
}
