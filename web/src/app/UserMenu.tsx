import { Menu, Text, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Me } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { roleName } from '@/api/roles';
import { useSignOut } from '@/api/session';
import { usePreferences } from '@/lib/preferences';
import { IconCheck, IconUser } from '@/ui/icons';
import { notifyProblem } from '@/ui/toast';
import classes from './Shell.module.css';
import { strings } from './strings';

/** Who is signed in, how the app looks for them on this device, and the way out. */
export function UserMenu({ me }: { me: Me }) {
  const t = strings.useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const signOut = useSignOut();
  const leave = (): void =>
    signOut.mutate(undefined, {
      onSuccess: () => void navigate({ to: '/sign-in' }).then(() => client.clear()),
      onError: (error) => notifyProblem(troubleOf(error).detail, t('signOutFailed')),
    });
  return (
    <Menu position="top-start" width={232} withinPortal closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton className={classes.user}>
          <VisuallyHidden>{t('account')}: </VisuallyHidden>
          <IconUser />
          <span className={classes.userWords}>
            <Text size="sm" fw={550} truncate>
              {me.name}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {roleName(me.account_role)} · {me.account_name}
            </Text>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Appearance />
        <Menu.Divider />
        <Rows />
        <Menu.Divider />
        <Menu.Item closeMenuOnClick onClick={() => void navigate({ to: '/settings' })}>
          {t('profile')}
        </Menu.Item>
        <Menu.Item closeMenuOnClick onClick={leave}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Choice({
  label,
  chosen,
  choose,
  kind = 'menuitemradio',
}: {
  label: string;
  chosen: boolean;
  choose: () => void;
  kind?: string;
}) {
  return (
    <Menu.Item
      role={kind}
      aria-checked={chosen}
      onClick={choose}
      rightSection={chosen ? <IconCheck /> : undefined}
    >
      {label}
    </Menu.Item>
  );
}

function Appearance() {
  const t = strings.useText();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t('appearance')}</Menu.Label>
      <Choice label={t('system')} chosen={colorScheme === 'auto'} choose={() => setColorScheme('auto')} />
      <Choice label={t('light')} chosen={colorScheme === 'light'} choose={() => setColorScheme('light')} />
      <Choice label={t('dark')} chosen={colorScheme === 'dark'} choose={() => setColorScheme('dark')} />
    </>
  );
}

function Rows() {
  const t = strings.useText();
  const { density, setDensity, shortcuts, setShortcuts } = usePreferences();
  return (
    <>
      <Menu.Label>{t('density')}</Menu.Label>
      <Choice
        label={t('comfortable')}
        chosen={density === 'comfortable'}
        choose={() => setDensity('comfortable')}
      />
      <Choice label={t('compact')} chosen={density === 'compact'} choose={() => setDensity('compact')} />
      <Menu.Divider />
      <Choice
        kind="menuitemcheckbox"
        label={t('shortcutsOn')}
        chosen={shortcuts}
        choose={() => setShortcuts(!shortcuts)}
      />
    </>
  );
}
