import { AppShell, Burger, Group, NavLink, ScrollArea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useMe } from '@/api/me';
import { dropOldDrafts } from '@/lib/drafts';
import { Keys } from '@/ui/Keys';
import { Logo } from '@/ui/Logo';
import { AppActions } from './AppActions';
import { navFor } from './nav';
import classes from './Shell.module.css';
import { strings } from './strings';
import { UserMenu } from './UserMenu';

/** The frame of all screens of people who are signed in: navigation at the left, on a phone behind a button. */
export function Shell() {
  const t = strings.useText();
  const me = useMe();
  const [opened, { toggle, close }] = useDisclosure(false);
  const pathname = useLocation({ select: (location) => location.pathname });
  const entries = navFor(me);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the navigation closes whenever the address changes
  useEffect(close, [pathname]);
  useEffect(dropOldDrafts, []);

  return (
    <AppShell
      layout="alt"
      header={{ height: { base: 52, sm: 0 } }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <a href="#content" className={classes.skip}>
        {t('skip')}
      </a>
      <AppActions entries={entries} />
      <AppShell.Header hiddenFrom="sm" className={classes.header}>
        <Burger
          opened={opened}
          onClick={toggle}
          size="sm"
          aria-expanded={opened}
          aria-label={opened ? t('closeNavigation') : t('openNavigation')}
        />
        <Logo />
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} aria-label={t('navigation')}>
        <Group className={classes.brand} justify="space-between" wrap="nowrap">
          <Link to="/" className={classes.home}>
            <Logo />
          </Link>
          <Burger hiddenFrom="sm" opened onClick={close} size="sm" aria-label={t('closeNavigation')} />
        </Group>
        <AppShell.Section grow component={ScrollArea} type="auto">
          {entries.map((entry) => (
            <NavLink
              key={entry.to}
              component={Link}
              to={entry.to}
              label={entry.label()}
              leftSection={<entry.icon />}
              rightSection={
                <span className={classes.key}>
                  <Keys keys={`g ${entry.letter}`} />
                </span>
              }
              active={isUnder(pathname, entry.to)}
              aria-current={isUnder(pathname, entry.to) ? 'page' : undefined}
              className={classes.entry}
            />
          ))}
        </AppShell.Section>
        <AppShell.Section className={classes.foot}>
          <UserMenu me={me} />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <div className={classes.content}>
          <Outlet />
        </div>
      </AppShell.Main>
    </AppShell>
  );
}

function isUnder(pathname: string, to: string): boolean {
  return pathname === to || pathname.startsWith(`${to}/`);
}
