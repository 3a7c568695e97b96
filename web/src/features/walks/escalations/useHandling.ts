import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { escalationsKey, useTake } from '@/api/escalations';
import { useMay } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { walkKey, walkQuery } from '@/api/walks';
import { copyText } from '@/lib/clipboard';
import { useActions } from '@/lib/keys/useActions';
import { notifyDone, notifyProblem } from '@/ui/toast';
import { strings as common } from '../strings';
import { handOverText } from './asText';
import { strings } from './strings';

/** What is done with an escalation of the inbox. */
export interface Handling {
  take: (id: string) => void;
  copy: (id: string) => void;
  busy: boolean;
}

/** The row that has the focus. */
function focused(): string | undefined {
  return document.activeElement?.closest<HTMLElement>('[data-escalation]')?.dataset.escalation;
}

/** Taking over, copying and opening, by button and by `t`, `c` and `o`: of what has the focus, else of what is read. */
export function useHandling(read: string | undefined, close: () => void): Handling {
  const t = strings.useText();
  const c = common.useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const mayTake = useMay('take_over');
  const open = (id: string): void => void navigate({ to: '/walks/$walkId', params: { walkId: id } });
  const explain = (error: unknown): void => {
    const { title, detail } = troubleOf(error);
    notifyProblem(detail, title);
  };
  const taking = useTake((walk) => open(walk.id));
  const take = (id: string): void => {
    if (taking.isPending) return;
    taking.mutate(id, {
      onError: (error) => {
        explain(error);
        void client.invalidateQueries({ queryKey: escalationsKey });
        void client.invalidateQueries({ queryKey: walkKey(id) });
      },
    });
  };
  const copy = async (id: string): Promise<void> => {
    try {
      const walk = await client.fetchQuery(walkQuery(id));
      if (await copyText(handOverText(walk, c))) notifyDone(t('copied'));
      else notifyProblem(t('copyFailed'));
    } catch (error) {
      explain(error);
    }
  };
  const doing = (what: (id: string) => void) => (): void => {
    const id = focused() ?? read;
    if (id !== undefined) what(id);
  };
  const group = c('escalations');
  useActions([
    { id: 'escalation.take', label: t('take'), group, keys: 't', run: doing(take), disabled: !mayTake },
    { id: 'escalation.copy', label: t('copy'), group, keys: 'c', run: doing((id) => void copy(id)) },
    { id: 'escalation.open', label: t('openWalk'), group, keys: 'o', run: doing(open) },
    {
      id: 'escalation.close',
      label: t('close'),
      group,
      keys: 'Escape',
      run: close,
      disabled: read === undefined,
    },
  ]);
  return { take, copy: (id) => void copy(id), busy: taking.isPending };
}
