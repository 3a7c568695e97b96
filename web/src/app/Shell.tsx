import { ActionIcon, Burger, UnstyledButton } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect } from 'react';
import { may, useMe } from '@/api/me';
import { dropOldDrafts } from '@/lib/drafts';
import type { NavEntry } from '@/lib/feature';
import { perform } from '@/lib/keys/actions';
import { IconSearch } from '@/ui/icons';
import { Keys } from '@/ui/Keys';
import { Logo } from '@/ui/Logo';
import { AppActions } from './AppActions';
import { navFor } from './nav';
import classes from './Shell.module.css';
import { strings } from './strings';
import { UserButton } from './UserButton';

/** Not of the first screen; without it everything else still works. */
const WorkBar = lazy<ComponentType>(() =>
  import('@/features/walks/tabs/WorkBar').then(
    (loaded): { default: ComponentType } => ({ default: loaded.WorkBar }),
    (): { default: ComponentType } => ({ default: Nothing }),
  ),
);

const Bell = lazy<ComponentType>(() =>
  import('@/features/notifications/Bell').then(
    (loaded): { default: ComponentType } => ({ default: loaded.Bell }),
    (): { default: ComponentType } => ({ default: Nothing }),
  ),
);
const Background = lazy<ComponentType>(() =>
  import('@/features/notifications/Background').then(
    (loaded): { default: ComponentType } => ({ default: loaded.Background }),
    (): { default: ComponentType } => ({ default: Nothing }),
  ),
);

/** The frame of all screens of people who are signed in: navigation at the left, on a phone behind a button. */
export function Shell() {
  const t = strings.useText();
  const me = useMe();
  const [opened, { toggle, close }] = useDisclosure(false);
  const pathname = useLocation({ select: (location) => location.pathname });
  const narrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const entries = navFor(me);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the navigation closes whenever the address changes
  useEffect(close, [pathname]);
  useEffect(dropOldDrafts, []);

  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        {t('skip')}
      </a>
      <AppActions entries={entries} />
      <Suspense>
        <Background />
      </Suspense>
      <section className={classes.top} aria-label={t('topBar')}>
        <Burger
          opened={opened}
          onClick={toggle}
          size="sm"
          aria-expanded={opened}
          aria-controls="navigation"
          aria-label={opened ? t('closeNavigation') : t('openNavigation')}
        />
        <Logo />
        {narrow && (
          <>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              ml="auto"
              aria-label={t('search')}
              onClick={openCommands}
            >
              <IconSearch />
            </ActionIcon>
            <BellSlot />
          </>
        )}
      </section>
      <nav
        id="navigation"
        className={classes.side}
        data-opened={opened || undefined}
        aria-label={t('navigation')}
      >
        <Link to="/" className={classes.home}>
          <Logo />
        </Link>
        {!narrow && (
          <UnstyledButton className={classes.search} onClick={openCommands}>
            <IconSearch />
            <span className={classes.entryWords}>{t('search')}</span>
            <Keys keys="mod+k" />
          </UnstyledButton>
        )}
        <div className={classes.entries}>
          {entries.map((entry) => (
            <Entry key={entry.to} entry={entry} active={isUnder(pathname, entry.to)} />
          ))}
        </div>
        <div className={classes.foot}>
          <UserButton me={me} />
          {!narrow && <BellSlot />}
        </div>
      </nav>
      <main id="content" tabIndex={-1} className={classes.main}>
        {(may(me, 'do_l1_work') || may(me, 'take_over')) && (
          <div className={classes.work} data-reserved={may(me, 'do_l1_work') || undefined}>
            <Suspense>
              <WorkBar />
            </Suspense>
          </div>
        )}
        <div className={classes.content}>
          <Outlet />
        </div>
      </main>
    </div>
  );
}

function openCommands(): void {
  perform('app.commands');
}

/** Its place is kept, so that nothing moves when it comes. */
function BellSlot() {
  return (
    <div className={classes.bell}>
      <Suspense>
        <Bell />
      </Suspense>
    </div>
  );
}

function Nothing(): ReactNode {
  return null;
}

function Entry({ entry, active }: { entry: NavEntry; active: boolean }) {
  return (
    <Link
      to={entry.to}
      className={classes.entry}
      data-active={active || undefined}
      aria-current={active ? 'page' : undefined}
    >
      <entry.icon />
      <span className={classes.entryWords}>{entry.label()}</span>
      <span className={classes.key}>
        <Keys keys={`g ${entry.letter}`} />
      </span>
    </Link>
  );
}

function isUnder(pathname: string, to: string): boolean {
  return pathname === to || pathname.startsWith(`${to}/`);
}
