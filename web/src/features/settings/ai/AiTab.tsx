import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { aiSettingsQuery } from '@/api/ai';
import { troubleOf } from '@/api/problem';
import { Loaded } from '@/ui/Loaded';
import own from './ai.module.css';
import { CallList } from './CallList';
import { ModelForm } from './ModelForm';
import { QuotaPanel } from './QuotaPanel';
import { TryModel } from './TryModel';
import { UsagePanel } from './UsagePanel';
import { WhatLeaves } from './WhatLeaves';

/** Which model helps, what leaves for it, and what it costs. */
export function AiTab() {
  const query = useQuery(aiSettingsQuery);
  return (
    <Loaded query={query} explain={troubleOf}>
      {(settings) => (
        <Stack gap="lg" className={own.page}>
          <ModelForm key={settings.version} settings={settings} reload={() => void query.refetch()} />
          {settings.model_used !== null && <TryModel key={`${settings.version}-try`} />}
          <WhatLeaves settings={settings} />
          <QuotaPanel plan={settings.plan.name} />
          <UsagePanel />
          <CallList />
        </Stack>
      )}
    </Loaded>
  );
}
