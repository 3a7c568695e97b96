import { useNavigate } from '@tanstack/react-router';
import type { WalkBrief } from '@/api/walks';
import type { Action } from '@/lib/keys/actions';
import { useActions } from '@/lib/keys/useActions';
import { notifyDone } from '@/ui/toast';
import { nameOf } from '../ticketLabel';
import { workspace } from '../workspace';
import { hideTab } from './remembered';
import type { Tabs } from './useTabs';

/** Hides a tab; from the walk on the screen one goes on to the one beside it. */
export function useHide({ shown, present }: Tabs): (id: string | undefined) => void {
  const t = workspace.useText();
  const navigate = useNavigate();
  return (id) => {
    if (id === undefined) return;
    const at = shown.findIndex((walk) => walk.id === id);
    const beside = shown[at + 1] ?? shown[at - 1];
    hideTab(id);
    notifyDone(t('hidden'));
    if (id !== present) return;
    if (beside) void navigate({ to: '/walks/$walkId', params: { walkId: beside.id } });
    else void navigate({ to: '/home' });
  };
}

/** Alt and a number, `[` and `]`, `l` and `n`: going from walk to walk without the mouse. */
export function useTabKeys(tabs: Tabs, mayWalk: boolean, openList: () => void): void {
  const t = workspace.useText();
  const navigate = useNavigate();
  const group = t('switchGroup');
  const { open, shown, present, last } = tabs;
  const at = shown.findIndex((walk) => walk.id === present);
  const go = (walk: WalkBrief | undefined): void => {
    if (walk) void navigate({ to: '/walks/$walkId', params: { walkId: walk.id } });
  };
  const step = (by: 1 | -1): void => {
    const from = at === -1 && by === -1 ? 0 : at;
    go(shown[(from + by + shown.length) % shown.length]);
  };
  const hide = useHide(tabs);
  const common = { group, overDialogs: true };
  const actions: Action[] = [
    ...shown.slice(0, 9).map((walk, index) => ({
      ...common,
      id: `walks.to-${index + 1}`,
      label: t('toWalk', { number: index + 1, name: nameOf(walk) }),
      keys: `alt+${index + 1}`,
      run: () => go(walk),
    })),
    {
      ...common,
      id: 'walks.last',
      label: t('lastWalk'),
      keys: 'alt+0',
      run: () => go(last),
      disabled: !last,
    },
    {
      id: 'walks.next',
      label: t('nextTab'),
      group,
      keys: ']',
      run: () => step(1),
      disabled: shown.length === 0,
    },
    {
      id: 'walks.previous',
      label: t('previousTab'),
      group,
      keys: '[',
      run: () => step(-1),
      disabled: shown.length === 0,
    },
    { id: 'walks.list', label: t('listAll'), group, keys: 'l', run: openList, disabled: open.length === 0 },
    {
      id: 'walks.new',
      label: t('newTicket'),
      group,
      keys: 'n',
      run: () => void navigate({ to: '/home' }).then(focusIntake),
      disabled: !mayWalk,
    },
    { id: 'walks.hide', label: t('hideThis'), group, run: () => hide(present), disabled: at === -1 },
  ];
  useActions(actions, 'app');
}

/** Already at home, going there changes nothing: the box takes the focus all the same. */
function focusIntake(): void {
  document.querySelector<HTMLElement>('#content textarea[data-autofocus]')?.focus();
}
