import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type Overlay,
  type OverlaySave,
  overlayQuery,
  useRemoveOverlay,
  useSaveOverlay,
} from '@/api/overlays';
import { isProblem } from '@/api/problem';
import { clearDraft, readDraft, writeDraft } from '@/lib/drafts';
import { notifyDone, notifyUndo } from '@/ui/toast';
import { type Editing, editingOf, plainOf } from './changes';
import { strings } from './strings';

/** What is being edited of a client's version: kept on this device until it is saved, which asks when it is stale. */
export function useEditing(overlay: Overlay) {
  const t = strings.useText();
  const client = useQueryClient();
  const key = `overlay:${overlay.id}`;
  const query = overlayQuery(overlay.flow_id, overlay.client_id);
  const kept = () => readDraft<Editing>(key);
  const [version, setVersion] = useState(() => kept()?.version ?? overlay.version);
  const [editing, setEditing] = useState<Editing>(() => kept()?.value ?? editingOf(overlay));
  const dirty = editing.settled.length > 0 || plainOf(editing.changes) !== plainOf(overlay.changes);
  const show = (fresh: Overlay): void => {
    client.setQueryData(query.queryKey, fresh);
    clearDraft(key);
    setVersion(fresh.version);
    setEditing(editingOf(fresh));
  };
  const save = useSaveOverlay(overlay.flow_id, overlay.client_id, show);
  const readAgain = () => client.fetchQuery({ ...query, staleTime: 0 });
  const forget = async (): Promise<void> => {
    show(await readAgain());
    save.reset();
  };
  const put = (over: number, how: Partial<OverlaySave> = {}): void =>
    save.mutate(
      { ...editing, version: over, ...how },
      { onSuccess: () => notifyDone(t('savedDone', { name: overlay.client_name })) },
    );
  const remove = useRemoveOverlay(overlay.flow_id, overlay.client_id, async () => {
    const fresh = await readAgain();
    show(fresh);
    const back = { changes: overlay.changes, settled: [], note: overlay.note, version: fresh.version };
    notifyUndo(t('gaveUp', { name: overlay.client_name }), () => save.mutateAsync(back));
  });
  // Somebody else saved, and nothing of mine is under way: theirs is shown.
  if (!dirty && !save.isPending && overlay.version > version) {
    setVersion(overlay.version);
    setEditing(editingOf(overlay));
  }
  return {
    editing,
    dirty,
    change: (part: Partial<Editing>): void => {
      const next = { ...editing, ...part };
      setEditing(next);
      writeDraft(key, next, version);
    },
    save: (): void => put(version),
    saveOver: async (): Promise<void> => put((await readAgain()).version),
    forget,
    giveUp: (): void => remove.mutate(overlay.version),
    busy: save.isPending || remove.isPending,
    error: isProblem(save.error, 412) ? null : (save.error ?? remove.error),
    stale: isProblem(save.error, 412),
  };
}

export type EditingState = ReturnType<typeof useEditing>;
