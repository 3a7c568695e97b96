import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem } from '@/api/problem';

type Listener = () => void;
let onSignedOut: Listener = () => undefined;

/** Called when any answer says that the session has ended. */
export function whenSignedOut(listener: Listener): void {
  onSignedOut = listener;
}

function notice(error: Error): void {
  if (isProblem(error, 'not_signed_in')) onSignedOut();
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: notice }),
  mutationCache: new MutationCache({ onError: notice }),
  defaultOptions: {
    // The client itself repeats what was lost on the way; an answer is final.
    // Without a connection they fail at once and say so, in place of waiting in silence.
    queries: { retry: false, staleTime: 10_000, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});
