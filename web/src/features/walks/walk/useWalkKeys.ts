import { useQueryClient } from '@tanstack/react-query';
import { useMay } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { summaryQuery, type Walk } from '@/api/walks';
import { copyText } from '@/lib/clipboard';
import { useActions } from '@/lib/keys/useActions';
import { notifyDone, notifyProblem } from '@/ui/toast';
import { hasSteps } from '../kind';
import { strings } from '../strings';
import { useWalkDialogs } from './dialogs';
import { focusField } from './focusField';
import { moveStrings } from './moveStrings';
import { useAbandon, useGoOn, useNextTicket } from './moves';
import type { Stepping } from './useStepping';

export const NOTES_FIELD = 'walk-notes';

/** Copies the internal ticket note as plain text. */
export function useCopyNote(walkId: string): () => Promise<void> {
  const client = useQueryClient();
  const t = strings.useText();
  return async () => {
    try {
      const summary = await client.fetchQuery(summaryQuery(walkId, 'internal', 'text'));
      if (await copyText(summary.text)) notifyDone(t('noteCopied'));
      else notifyProblem(t('copyFailed'));
    } catch (error) {
      const { title, detail } = troubleOf(error);
      notifyProblem(detail, title);
    }
  };
}

/** The keys of a walk besides its answers: `u` `.` `c` `r` `x` `p`, Backspace, and `t` and Ctrl+Enter once it has ended. */
export function useWalkKeys(walk: Walk, stepping: Stepping, takeOver: () => void): void {
  const t = strings.useText();
  const m = moveStrings.useText();
  const open = useWalkDialogs();
  const next = useNextTicket(walk.id);
  const goOn = useGoOn(walk);
  const abandon = useAbandon(walk);
  const copy = useCopyNote(walk.id);
  const mayTake = useMay('take_over');
  const acting = walk.status === 'active' && walk.may_act;
  const group = t('walkGroup');
  useActions([
    {
      id: 'walk.back',
      label: t('back'),
      group,
      keys: ['u', 'Backspace'],
      run: () => stepping.back(),
      disabled:
        !acting ||
        (walk.step_count === 0 && walk.switches.length === 0 && stepping.standing?.state !== 'waiting'),
    },
    {
      id: 'walk.note',
      label: t('notes'),
      group,
      keys: '.',
      run: () => focusField(NOTES_FIELD),
      disabled: !acting,
    },
    { id: 'walk.copy-note', label: t('copyNote'), group, keys: 'c', run: () => void copy() },
    {
      id: 'walk.resolve',
      label: t('resolve'),
      group,
      keys: 'r',
      run: () => open('resolve'),
      disabled: !acting,
    },
    {
      id: 'walk.escalate',
      label: t('escalate'),
      group,
      keys: 'x',
      run: () => open('escalate'),
      disabled: !acting,
    },
    {
      id: 'walk.park',
      label: t(walk.waiting_on ? 'unpark' : 'park'),
      group,
      keys: 'p',
      run: () => (walk.waiting_on ? goOn() : open('park')),
      disabled: !acting,
    },
    {
      id: 'walk.switch',
      label: m(walk.flow_id ? 'switch' : 'adopt'),
      group,
      keys: 's',
      run: () => open('switch'),
      disabled: !acting,
    },
    {
      id: 'walk.wrong',
      label: m('wrong'),
      group,
      keys: 'w',
      run: () => open('wrong'),
      disabled: !hasSteps(walk),
    },
    {
      id: 'walk.take',
      label: t('takeOver'),
      group,
      keys: 't',
      run: takeOver,
      disabled: walk.status !== 'escalated' || !mayTake,
    },
    { id: 'walk.abandon', label: t('abandon'), group, run: abandon, disabled: !acting },
    {
      id: 'walk.next',
      label: t('nextTicket'),
      group,
      keys: 'mod+Enter',
      run: next,
      disabled: walk.status === 'active',
    },
  ]);
}
