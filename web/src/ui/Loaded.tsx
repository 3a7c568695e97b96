import type { ReactNode } from 'react';
import { ErrorState, type Trouble } from './ErrorState';
import { Waiting } from './Waiting';

interface LoadedProps<T> {
  /** A query's result, or the like. */
  query: { data: T | undefined; error: unknown; refetch: () => unknown };
  /** Words for an error; `troubleOf` of `api/problem`. */
  explain: (error: unknown) => Trouble;
  lines?: number;
  children: (data: T) => ReactNode;
}

/** Shows what was loaded, else why not, else that it is on its way. Data that is there stays when a refresh fails. */
export function Loaded<T>({ query, explain, lines, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState trouble={explain(query.error)} retry={() => void query.refetch()} />;
  return <Waiting lines={lines} />;
}
