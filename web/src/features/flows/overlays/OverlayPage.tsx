import { useQuery } from '@tanstack/react-query';
import { flowQuery } from '@/api/flows';
import { overlayQuery } from '@/api/overlays';
import { troubleOf } from '@/api/problem';
import { BackLink } from '@/ui/BackLink';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { OverlayEditor } from './OverlayEditor';
import { overlayRoute } from './routes';
import { strings } from './strings';

/** One client's version of a flow: its outline as the client's walks follow it, each step to be changed. */
export function OverlayPage() {
  const { flowId, clientId } = overlayRoute.useParams();
  const t = strings.useText();
  const overlay = useQuery(overlayQuery(flowId, clientId));
  const flow = useQuery(flowQuery(flowId));
  const both = overlay.data && flow.data?.tree ? { overlay: overlay.data, base: flow.data.tree } : undefined;
  const name = overlay.data?.client_name ?? '';
  return (
    <>
      <BackLink to="/flows/$flowId/clients" params={{ flowId }}>
        {t('backToList')}
      </BackLink>
      <PageHeader
        title={t('title', { name, title: overlay.data?.flow_title ?? '' })}
        description={t('intro', { name })}
      />
      <Loaded
        query={{
          data: both,
          error: overlay.error ?? flow.error,
          refetch: () => [overlay.refetch(), flow.refetch()],
        }}
        explain={troubleOf}
        lines={10}
      >
        {({ overlay: shown, base }) => <OverlayEditor key={shown.id} overlay={shown} base={base} />}
      </Loaded>
    </>
  );
}
