import { useNavigate } from '@tanstack/react-router';
import { useLive } from '@/api/live';
import { useMe } from '@/api/me';
import { useActions } from '@/lib/keys/useActions';
import { strings } from './strings';

/** What goes on behind every screen: live updates, and the key that leads to the notifications. */
export function Background() {
  const t = strings.useText();
  const navigate = useNavigate();
  useLive(useMe().id);
  useActions(
    [
      {
        id: 'go.notifications',
        label: t('goTo'),
        group: t('going'),
        keys: 'g n',
        run: () => void navigate({ to: '/notifications' }),
      },
    ],
    'app',
  );
  return null;
}
