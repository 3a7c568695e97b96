import { Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { type FlowDetail, flowQuery } from '@/api/flows';
import { useMay } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { readerRoute, TABS, type Tab } from '../index';
import { DraftTab } from './DraftTab';
import { FlowHeader } from './FlowHeader';
import { Notices } from './Notices';
import { PublishedSteps } from './PublishedSteps';
import { strings } from './strings';
import { VersionsTab } from './VersionsTab';

const OverlayNotices = lazy(() =>
  import('../overlays/OverlayNotices').then((module) => ({ default: module.OverlayNotices })),
);

const StepReports = lazy(() => import('./StepReports').then((module) => ({ default: module.StepReports })));

export function ReaderPage() {
  const { flowId } = readerRoute.useParams();
  const t = strings.useText();
  const query = useQuery(flowQuery(flowId));
  return (
    <>
      {query.error && !query.data && <PageHeader title={t('notHere')} />}
      <Loaded query={query} explain={troubleOf} lines={10}>
        {(flow) => <Reader key={flow.id} flow={flow} />}
      </Loaded>
    </>
  );
}

/** A flow that was never published is read by its draft alone. */
function tabsOf(flow: FlowDetail, edits: boolean): readonly Tab[] {
  const tabs = flow.tree === null ? TABS.filter((tab) => tab === 'draft') : TABS;
  return tabs.filter((tab) => tab !== 'draft' || (edits && flow.has_draft));
}

function Reader({ flow }: { flow: FlowDetail }) {
  const t = strings.useText();
  const navigate = useNavigate();
  const edits = useMay('edit_flows');
  const search = readerRoute.useSearch();
  const tabs = tabsOf(flow, edits);
  const tab = tabs.find((one) => one === (search.tab ?? 'outline')) ?? tabs[0];
  const open = (next: string | null): void =>
    void navigate({
      to: '/flows/$flowId',
      params: { flowId: flow.id },
      search: { ...search, tab: TABS.find((one) => one === next && one !== 'outline') },
    });
  return (
    <Stack gap="md">
      <FlowHeader flow={flow} openDraft={() => open('draft')} />
      <Notices flow={flow} />
      <Suspense>{flow.tree && <OverlayNotices flow={flow} />}</Suspense>
      <Suspense>{edits && flow.tree && <StepReports flow={flow} />}</Suspense>
      <Tabs value={tab ?? null} onChange={open} keepMounted={false}>
        <Tabs.List mb="md">
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`tab_${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="outline">
          <PublishedSteps flow={flow} view="outline" />
        </Tabs.Panel>
        <Tabs.Panel value="picture">
          <PublishedSteps flow={flow} view="picture" />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <VersionsTab flow={flow} />
        </Tabs.Panel>
        <Tabs.Panel value="draft">
          <DraftTab flow={flow} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
