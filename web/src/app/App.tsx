import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';

import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { meKey } from '@/api/me';
import { watchConnection } from '@/lib/connection';
import { watchDrafts } from '@/lib/drafts';
import { giveFocusBack } from '@/lib/focusBack';
import { listenForKeys } from '@/lib/keys/listen';
import { styleNonce } from '@/lib/nonce';
import { COLOR_SCHEME_KEY } from '@/lib/preferences';
import { MessageStack } from '@/ui/MessageStack';
import { theme } from '@/ui/theme';
import { queryClient, whenSignedOut } from './queryClient';
import { router } from './router';

const colorSchemes = localStorageColorSchemeManager({ key: COLOR_SCHEME_KEY });

// The person comes back to where they were after signing in; drafts are on the device.
whenSignedOut(() => {
  if (queryClient.getQueryData(meKey) === undefined) return;
  const next = router.state.location.href;
  void router.navigate({ to: '/sign-in', search: { next } }).then(() => queryClient.clear());
});

/** For as long as the page is open, so that it hears of the sign-out, too. */
function useKeepingLastSeen(): void {
  useEffect(() => {
    let stop = (): void => undefined;
    void import('./lastSeen').then(({ keepLastSeen }) => {
      stop = keepLastSeen(queryClient);
    });
    return () => stop();
  }, []);
}

export function App() {
  useEffect(listenForKeys, []);
  useEffect(watchConnection, []);
  useEffect(watchDrafts, []);
  useEffect(giveFocusBack, []);
  useKeepingLastSeen();
  return (
    <MantineProvider
      theme={theme}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <MessageStack />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
