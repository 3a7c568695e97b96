import { Anchor, Button, Stack } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { aiQuotaQuery } from '@/api/ai';
import { useInstallStarters } from '@/api/flowImports';
import { flowsQuery } from '@/api/flows';
import { useMay } from '@/api/me';
import { moreOf, rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { useActions } from '@/lib/keys/useActions';
import { EmptyState } from '@/ui/EmptyState';
import { IconPlus } from '@/ui/icons';
import { Keys } from '@/ui/Keys';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { notifyDone, notifyProblem } from '@/ui/toast';
import { libraryRoute } from '../index';
import { strings as flowStrings } from '../strings';
import { FlowTable } from './FlowTable';
import { LibraryFilters } from './LibraryFilters';
import { strings } from './strings';

export function LibraryPage() {
  const t = strings.useText();
  const flowText = flowStrings.useText();
  const navigate = useNavigate();
  const search = libraryRoute.useSearch();
  const edits = useMay('edit_flows');
  const query = useInfiniteQuery({ ...flowsQuery(search), placeholderData: keepPreviousData });
  const filtered = Boolean(search.search || search.category || search.status);
  const isEmpty = query.data !== undefined && !filtered && rowsOf(query.data).length === 0;
  const bringIn = (): void => void navigate({ to: '/flows/import' });
  const writeOne = (): void => void navigate({ to: '/flows/new' });
  const quota = useQuery({ ...aiQuotaQuery, enabled: edits });
  const builds = edits && quota.data !== undefined && quota.data.source !== 'off';
  const build = (): void => void navigate({ to: '/flows/build' });
  useActions(
    edits
      ? [
          {
            id: 'flows.build',
            label: t('build'),
            group: flowText('flows'),
            keys: 'b',
            disabled: !builds,
            run: build,
          },
          { id: 'flows.new', label: t('newFlow'), group: flowText('flows'), keys: 'c', run: writeOne },
          { id: 'flows.import', label: t('import'), group: flowText('flows'), keys: 'i', run: bringIn },
        ]
      : [],
  );
  return (
    <>
      <PageHeader
        title={flowText('flows')}
        description={t('intro')}
        actions={
          edits && (
            <>
              {builds && (
                <Button variant="default" rightSection={<Keys keys="b" />} onClick={build}>
                  {t('build')}
                </Button>
              )}
              <Button variant="default" rightSection={<Keys keys="i" />} onClick={bringIn}>
                {t('import')}
              </Button>
              <Button leftSection={<IconPlus />} rightSection={<Keys keys="c" />} onClick={writeOne}>
                {t('newFlow')}
              </Button>
            </>
          )
        }
      />
      <Stack>
        {!isEmpty && <LibraryFilters />}
        <Loaded query={query} explain={troubleOf} lines={8}>
          {(data) => {
            const rows = rowsOf(data);
            if (rows.length > 0) return <FlowTable rows={rows} more={moreOf(query)} />;
            return filtered ? <NothingFound /> : <NoFlows />;
          }}
        </Loaded>
      </Stack>
    </>
  );
}

function NothingFound() {
  const t = strings.useText();
  const navigate = useNavigate();
  const clear = (): void => void navigate({ to: '/flows', search: {} });
  return <EmptyState sentence={t('nothing')} action={{ label: t('showAll'), run: clear }} />;
}

/** An empty library: editors get the starter flows with one click, others learn who can help. */
function NoFlows() {
  const t = strings.useText();
  const edits = useMay('edit_flows');
  const install = useInstallStarters(({ items }) => notifyDone(t('installed', { count: items.length })));
  const run = (): void =>
    install.mutate(null, {
      onError: (error) => notifyProblem(troubleOf(error).detail, troubleOf(error).title),
    });
  if (!edits) return <EmptyState sentence={t('emptyReader')} />;
  return (
    <>
      <EmptyState sentence={t('empty')} action={{ label: t('installAction'), run }} />
      <Anchor
        size="sm"
        ta="center"
        renderRoot={(props) => <Link to="/flows" search={{ status: 'archived' }} {...props} />}
      >
        {t('showArchived')}
      </Anchor>
    </>
  );
}
