import { Tabs } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useMay } from '@/api/me';
import { PageHeader } from '@/ui/PageHeader';
import { AccountSettings } from './AccountSettings';
import { AiTab } from './ai/AiTab';
import { settingsRoute, TABS } from './index';
import { KeyList } from './KeyList';
import { L1Settings } from './L1Settings';
import { NotesTab } from './notes/NotesTab';
import { Profile } from './Profile';
import { Security } from './Security';
import { strings } from './strings';
import { Told } from './Told';
import { WebhookTab } from './WebhookTab';

export function SettingsPage() {
  const t = strings.useText();
  const navigate = useNavigate();
  const manages = useMay('manage_account');
  const { tab = 'profile' } = settingsRoute.useSearch();
  const tabs = TABS.filter((one) => manages || !['account', 'l1', 'notes', 'ai', 'webhooks'].includes(one));
  const shown = tabs.includes(tab) ? tab : 'profile';
  const choose = (next: string | null): void =>
    void navigate({ to: '/settings', search: { tab: TABS.find((one) => one === next) } });
  return (
    <>
      <PageHeader title={t('settings')} />
      <Tabs value={shown} onChange={choose} keepMounted={false}>
        <Tabs.List mb="md">
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(one)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="profile">
          <Profile />
        </Tabs.Panel>
        <Tabs.Panel value="security">
          <Security />
        </Tabs.Panel>
        <Tabs.Panel value="keys">
          <KeyList />
        </Tabs.Panel>
        <Tabs.Panel value="notifications">
          <Told />
        </Tabs.Panel>
        {manages && (
          <>
            <Tabs.Panel value="account">
              <AccountSettings />
            </Tabs.Panel>
            <Tabs.Panel value="l1">
              <L1Settings />
            </Tabs.Panel>
            <Tabs.Panel value="notes">
              <NotesTab />
            </Tabs.Panel>
            <Tabs.Panel value="ai">
              <AiTab />
            </Tabs.Panel>
            <Tabs.Panel value="webhooks">
              <WebhookTab />
            </Tabs.Panel>
          </>
        )}
      </Tabs>
    </>
  );
}
