import { redirect } from '@tanstack/react-router';
import { type Me, meKey, meQuery } from '@/api/me';
import { ApiProblem, isProblem } from '@/api/problem';
import { setupQuery } from '@/api/session';
import { isOnline, useOnline } from '@/lib/connection';
import { loadDrafts, setDraftOwner } from '@/lib/drafts';
import { setTimeZone } from '@/lib/time';
import { queryClient } from './queryClient';

let drafts: Promise<void> | undefined;

/** Without a connection whoever was here last goes on with what was seen then; the server is asked when it is back. */
async function knowFromBefore(): Promise<boolean> {
  const { recallLastSeen } = await import('./lastSeen');
  if (!(await recallLastSeen(queryClient))) return false;
  const stop = useOnline.subscribe((online) => {
    if (!online) return;
    stop();
    void queryClient.invalidateQueries();
  });
  return true;
}

async function whoIsHere(): Promise<Me> {
  const known = queryClient.getQueryData(meKey) !== undefined;
  if (!navigator.onLine && !known) await knowFromBefore();
  try {
    return await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    const away = error instanceof ApiProblem && !isOnline();
    if (!away || !(await knowFromBefore())) throw error;
    return queryClient.ensureQueryData(meQuery);
  }
}

/** Lets signed-in people through; others go to set-up or sign-in, and come back to where they wanted to go. */
export async function requireSignIn(href: string): Promise<void> {
  try {
    const me = await whoIsHere();
    drafts ??= loadDrafts();
    await drafts;
    setDraftOwner(me.id);
    setTimeZone(me.time_zone);
  } catch (error) {
    if (!isProblem(error, 401)) throw error;
    void import('./lastSeen').then(({ forgetLastSeen }) => forgetLastSeen());
    const setup = await queryClient.fetchQuery(setupQuery);
    if (setup.needed) throw redirect({ to: '/setup', replace: true });
    const next = href === '/' ? undefined : href;
    throw redirect({ to: '/sign-in', search: { next }, replace: true });
  }
}
