import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { walksKey } from '@/api/walks';
import { flushAll, stopAll } from '@/lib/autosave/kept';
import { useOnline } from '@/lib/connection';
import { sendWaiting, showWaiting, stopSending } from '../unsent/answers';
import { saveWaiting } from '../unsent/notes';
import { forgetPlaces } from '../walk/keptPlace';

const LOOK_MS = 12_000;

/** Sends what is kept on this device: at the start, when the connection comes back, and now and then what was left. */
export function useOutbox(): void {
  const client = useQueryClient();
  const online = useOnline();
  useEffect(() => {
    showWaiting();
    if (!online) return;
    flushAll();
    sendWaiting(client);
    saveWaiting(client);
    void client.invalidateQueries({ queryKey: walksKey });
    void client.invalidateQueries({ queryKey: ['walk'] });
    const timer = setInterval(() => saveWaiting(client), LOOK_MS);
    return () => clearInterval(timer);
  }, [client, online]);
  useEffect(
    () => () => {
      // The person has signed out: nothing of theirs may go under another name.
      stopAll();
      stopSending();
      forgetPlaces();
    },
    [],
  );
}
