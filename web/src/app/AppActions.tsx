import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import type { NavEntry } from '@/lib/feature';
import { useActions } from '@/lib/keys/useActions';
import { strings } from './strings';

const loadHelp = () => import('./HelpSheet');
const loadPalette = () => import('./Palette');
const HelpSheet = lazy(() => loadHelp().then((loaded) => ({ default: loaded.HelpSheet })));
const Palette = lazy(() => loadPalette().then((loaded) => ({ default: loaded.Palette })));

const CALM_MS = 3_000;

/** Actions that every screen has: going places, the help sheet, the commands. */
export function AppActions({ entries }: { entries: readonly NavEntry[] }) {
  const t = strings.useText();
  const navigate = useNavigate();
  const [help, { open: openHelp, close: closeHelp }] = useDisclosure(false);
  const [palette, { open: openPalette, close: closePalette }] = useDisclosure(false);
  // When all is calm, so that both open without a connection too.
  useEffect(() => {
    const timer = setTimeout(() => void Promise.all([loadHelp(), loadPalette()]), CALM_MS);
    return () => clearTimeout(timer);
  }, []);
  useActions(
    [
      ...entries.map((entry) => ({
        id: `go${entry.to.replaceAll('/', '.')}`,
        label: t('goTo', { place: entry.label() }),
        group: t('going'),
        keys: `g ${entry.letter}`,
        run: () => void navigate({ to: entry.to }),
      })),
      { id: 'app.help', label: t('help'), group: t('general'), keys: '?', run: openHelp },
      {
        id: 'app.commands',
        label: t('commands'),
        group: t('general'),
        keys: 'mod+k',
        keyOnly: true,
        run: openPalette,
      },
    ],
    'app',
  );
  return (
    <Suspense>
      {help && <HelpSheet onClose={closeHelp} />}
      {palette && <Palette onClose={closePalette} />}
    </Suspense>
  );
}
