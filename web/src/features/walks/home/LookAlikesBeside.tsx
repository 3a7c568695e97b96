import { ClientHistory } from './ClientHistory';
import type { IntakeDraft } from './draft';
import { LookAlikes } from './LookAlikes';

/** What was solved before and what is known of the client, under the box where a problem is typed. */
export function LookAlikesBeside({ draft }: { draft: IntakeDraft }) {
  return (
    <>
      <LookAlikes problem={draft.problem} clientId={draft.clientId} />
      <ClientHistory clientId={draft.clientId} />
    </>
  );
}
