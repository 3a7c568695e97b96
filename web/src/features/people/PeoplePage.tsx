import { Button, Group, Tabs } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { may, useMe } from '@/api/me';
import { roleName } from '@/api/roles';
import { useActions } from '@/lib/keys/useActions';
import { EmptyState } from '@/ui/EmptyState';
import { IconPlus } from '@/ui/icons';
import { Keys } from '@/ui/Keys';
import { PageHeader } from '@/ui/PageHeader';
import { InvitationList } from './InvitationList';
import { InviteDialog } from './InviteDialog';
import { peopleRoute, TABS, type Tab } from './index';
import { strings } from './strings';
import { TeamList } from './TeamList';
import { UserList } from './UserList';

export function PeoplePage() {
  const t = strings.useText();
  const me = useMe();
  if (may(me, 'manage_account')) return <People />;
  return (
    <>
      <PageHeader title={t('people')} />
      <EmptyState sentence={t('notAllowed', { role: roleName(me.account_role) })} />
    </>
  );
}

function People() {
  const t = strings.useText();
  const navigate = useNavigate();
  const { tab = 'people' } = peopleRoute.useSearch();
  const [inviting, { open, close }] = useDisclosure(false);
  useActions([{ id: 'people.invite', label: t('invite'), group: t('people'), keys: 'c', run: open }]);
  const choose = (next: string | null): void =>
    void navigate({ to: '/people', search: { tab: TABS.find((one) => one === next) as Tab } });
  return (
    <>
      <PageHeader
        title={t('people')}
        description={t('intro')}
        actions={
          <Button leftSection={<IconPlus />} rightSection={<Keys keys="c" />} onClick={open}>
            {t('invite')}
          </Button>
        }
      />
      <Tabs value={tab} onChange={choose} keepMounted={false}>
        <Tabs.List mb="md">
          <Group gap={0}>
            {TABS.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(one)}
              </Tabs.Tab>
            ))}
          </Group>
        </Tabs.List>
        <Tabs.Panel value="people">
          <UserList />
        </Tabs.Panel>
        <Tabs.Panel value="invitations">
          <InvitationList invite={open} />
        </Tabs.Panel>
        <Tabs.Panel value="teams">
          <TeamList />
        </Tabs.Panel>
      </Tabs>
      {inviting && <InviteDialog onClose={close} />}
    </>
  );
}
