import { redirect } from '@tanstack/react-router';
import { meQuery } from '@/api/me';
import { isProblem } from '@/api/problem';
import { setupQuery } from '@/api/session';
import { loadDrafts, setDraftOwner } from '@/lib/drafts';
import { setTimeZone } from '@/lib/time';
import { queryClient } from './queryClient';

let drafts: Promise<void> | undefined;

/** Lets signed-in people through; others go to set-up or sign-in, and come back to where they wanted to go. */
export async function requireSignIn(href: string): Promise<void> {
  try {
    const me = await queryClient.ensureQueryData(meQuery);
    drafts ??= loadDrafts();
    await drafts;
    setDraftOwner(me.id);
    setTimeZone(me.time_zone);
  } catch (error) {
    if (!isProblem(error, 401)) throw error;
    const setup = await queryClient.fetchQuery(setupQuery);
    if (setup.needed) throw redirect({ to: '/setup', replace: true });
    const next = href === '/' ? undefined : href;
    throw redirect({ to: '/sign-in', search: { next }, replace: true });
  }
}
