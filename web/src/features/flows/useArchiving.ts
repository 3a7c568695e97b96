import { useNavigate } from '@tanstack/react-router';
import { type Flow, useArchiveFlow, useDuplicateFlow, useUnarchiveFlow } from '@/api/flows';
import { troubleOf } from '@/api/problem';
import { notifyDone, notifyProblem, notifyUndo } from '@/ui/toast';
import { strings } from './strings';

const onError = (error: Error): void => notifyProblem(troubleOf(error).detail, troubleOf(error).title);

/** What editors do to a whole flow: put it away and back at once with an undo, or make a copy. */
export function useArchiving() {
  const t = strings.useText();
  const navigate = useNavigate();
  const unarchive = useUnarchiveFlow((flow) => notifyDone(t('unarchived', { title: flow.title })));
  const putBack = (flow: Flow): void => unarchive.mutate(flow.id, { onError });
  const archive = useArchiveFlow((flow) =>
    notifyUndo(t('archived', { title: flow.title }), () => unarchive.mutateAsync(flow.id)),
  );
  const duplicate = useDuplicateFlow((made) => {
    notifyDone(t('duplicated', { title: made.title }));
    void navigate({ to: '/flows/$flowId', params: { flowId: made.id } });
  });
  const putAway = (flow: Flow): void => archive.mutate(flow.id, { onError });
  const copy = (flow: Flow): void => duplicate.mutate(flow.id, { onError });
  return { putAway, putBack, copy };
}
