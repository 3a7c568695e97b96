import { useQuery } from '@tanstack/react-query';
import { editedDraftQuery, type FlowDetail, flowQuery, useUnarchiveFlow } from '@/api/flows';
import { useMay } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { BackLink } from '@/ui/BackLink';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { editorRoute } from './index';
import { strings } from './strings';
import { Workspace } from './Workspace';

/** A flow on screen to be written: only for people who edit flows, and not while it is archived. */
export function EditorPage() {
  const { flowId } = editorRoute.useParams();
  const t = strings.useText();
  const edits = useMay('edit_flows');
  const query = useQuery(flowQuery(flowId));
  return (
    <>
      <BackLink to="/flows/$flowId" params={{ flowId }}>
        {t('reader')}
      </BackLink>
      {query.error && !query.data && <PageHeader title={t('notHere')} />}
      {edits ? (
        <Loaded query={query} explain={troubleOf} lines={10}>
          {(flow) =>
            flow.status === 'archived' ? <Archived flow={flow} /> : <Open key={flow.id} flow={flow} />
          }
        </Loaded>
      ) : (
        <EmptyState sentence={t('notAllowed')} />
      )}
    </>
  );
}

function Open({ flow }: { flow: FlowDetail }) {
  const { step } = editorRoute.useSearch();
  const draft = useQuery(editedDraftQuery(flow.id));
  return (
    <Loaded query={draft} explain={troubleOf} lines={10}>
      {(loaded) => <Workspace flow={flow} loaded={loaded} step={step} />}
    </Loaded>
  );
}

function Archived({ flow }: { flow: FlowDetail }) {
  const t = strings.useText();
  const unarchive = useUnarchiveFlow(() => undefined);
  return (
    <>
      <PageHeader title={flow.title} />
      <EmptyState
        sentence={t('archived')}
        action={{ label: t('unarchive'), run: () => unarchive.mutate(flow.id) }}
      />
    </>
  );
}
