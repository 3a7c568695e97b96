import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { type Me, useChangeMe } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { useSignOut } from '@/api/session';
import { perform } from '@/lib/keys/actions';
import { type Density, usePreferences } from '@/lib/preferences';
import { Keys } from '@/ui/Keys';
import { notifyProblem } from '@/ui/toast';
import { strings } from './strings';
import { UserFace } from './UserButton';

/** Who is signed in, how the app looks for them on this device, and the way out. Opens as soon as it is there. */
export function UserMenu({ me }: { me: Me }) {
  const t = strings.useText();
  const navigate = useNavigate();
  const leave = useLeave();
  const change = useChangeMe();
  const showTour = (): void =>
    change.mutate(
      { version: me.version, change: { preferences: { tour: null } } },
      { onSuccess: () => void navigate({ to: '/home' }) },
    );
  const [opened, setOpened] = useState(false);
  const face = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // It takes the place of the button that was pressed, so that the focus comes back here on closing.
    face.current?.focus();
    setOpened(true);
  }, []);
  return (
    <Menu opened={opened} onChange={setOpened} position="top-start" width={232} returnFocus>
      <Menu.Target>
        <UserFace person={me} ref={face} />
      </Menu.Target>
      <Menu.Dropdown>
        <Appearance />
        <Menu.Divider />
        <Rows />
        <Menu.Divider />
        <Menu.Item rightSection={<Keys keys="?" />} onClick={showKeys}>
          {t('help')}
        </Menu.Item>
        <Menu.Item onClick={() => void navigate({ to: '/settings' })}>{t('profile')}</Menu.Item>
        {me.preferences.tour === 'seen' && <Menu.Item onClick={showTour}>{t('showTour')}</Menu.Item>}
        <Menu.Item onClick={leave}>{t('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** After the menu has given the focus back, so that the sheet may take it. */
function showKeys(): void {
  setTimeout(() => perform('app.help'), 0);
}

function useLeave(): () => void {
  const t = strings.useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const signOut = useSignOut();
  return () =>
    signOut.mutate(undefined, {
      onSuccess: () => void navigate({ to: '/sign-in' }).then(() => client.clear()),
      onError: (error) => notifyProblem(troubleOf(error).detail, t('signOutFailed')),
    });
}

function Appearance() {
  const t = strings.useText();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t('appearance')}</Menu.Label>
      <Menu.RadioGroup
        aria-label={t('appearance')}
        value={colorScheme}
        onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
      >
        <Menu.RadioItem value="auto">{t('system')}</Menu.RadioItem>
        <Menu.RadioItem value="light">{t('light')}</Menu.RadioItem>
        <Menu.RadioItem value="dark">{t('dark')}</Menu.RadioItem>
      </Menu.RadioGroup>
    </>
  );
}

function Rows() {
  const t = strings.useText();
  const { density, setDensity, shortcuts, setShortcuts } = usePreferences();
  return (
    <>
      <Menu.Label>{t('density')}</Menu.Label>
      <Menu.RadioGroup
        aria-label={t('density')}
        value={density}
        onChange={(chosen) => setDensity(chosen as Density)}
      >
        <Menu.RadioItem value="comfortable">{t('comfortable')}</Menu.RadioItem>
        <Menu.RadioItem value="compact">{t('compact')}</Menu.RadioItem>
      </Menu.RadioGroup>
      <Menu.Divider />
      <Menu.CheckboxItem checked={shortcuts} onChange={setShortcuts}>
        {t('shortcutsOn')}
      </Menu.CheckboxItem>
    </>
  );
}
