import { Tabs } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { BackLink } from '@/ui/BackLink';
import { PageHeader } from '@/ui/PageHeader';
import { importRoute, SOURCES } from '../index';
import { ChooseFiles } from './ChooseFiles';
import { Examples } from './Examples';
import { PasteText } from './PasteText';
import { Preview } from './Preview';
import { Run } from './Run';
import { StarterList } from './StarterList';
import { strings } from './strings';
import { useImporting } from './useImporting';

/** Flow files in: choose, see what will be made, make it, see what was made. */
export function ImportPage() {
  const t = strings.useText();
  const { run } = importRoute.useSearch();
  return (
    <>
      <BackLink to="/flows">{t('library')}</BackLink>
      <PageHeader title={t('import')} description={t('intro')} />
      {run ? <Run key={run} id={run} /> : <Begin />}
    </>
  );
}

function Begin() {
  const importing = useImporting();
  if (importing.preview) return <Preview importing={importing} id={importing.preview} />;
  return <Sources importing={importing} />;
}

function Sources({ importing }: { importing: ReturnType<typeof useImporting> }) {
  const t = strings.useText();
  const navigate = useNavigate();
  const { from = 'files' } = importRoute.useSearch();
  const open = (next: string | null): void =>
    void navigate({
      to: '/flows/import',
      search: { from: SOURCES.find((source) => source === next && source !== 'files') },
      replace: true,
    });
  return (
    <>
      <Tabs value={from} onChange={open} keepMounted={false}>
        <Tabs.List mb="md">
          {SOURCES.map((source) => (
            <Tabs.Tab key={source} value={source}>
              {t(`from_${source}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="files">
          <ChooseFiles importing={importing} />
        </Tabs.Panel>
        <Tabs.Panel value="text">
          <PasteText importing={importing} />
        </Tabs.Panel>
        <Tabs.Panel value="starters">
          <StarterList />
        </Tabs.Panel>
      </Tabs>
      {from !== 'starters' && <Examples />}
    </>
  );
}
