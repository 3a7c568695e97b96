import { useQuery } from '@tanstack/react-query';
import { type FlowDetail, versionQuery } from '@/api/flows';
import { troubleOf } from '@/api/problem';
import { Loaded } from '@/ui/Loaded';
import { readerRoute } from '../index';
import { StepsView } from '../outline/StepsView';
import { useStepAddress } from './useStepAddress';

interface PublishedStepsProps {
  flow: FlowDetail;
  view: 'outline' | 'picture';
}

/** The steps of the newest version, or of the one that the address names. */
export function PublishedSteps({ flow, view }: PublishedStepsProps) {
  const { version } = readerRoute.useSearch();
  const address = useStepAddress();
  if (version !== undefined && version !== flow.published_version) {
    return <OldSteps flow={flow} view={view} version={version} />;
  }
  if (flow.tree === null) return null;
  return <StepsView key={flow.published_version} tree={flow.tree} view={view} {...address} />;
}

function OldSteps({ flow, view, version }: PublishedStepsProps & { version: number }) {
  const query = useQuery(versionQuery(flow.id, version));
  const address = useStepAddress();
  return (
    <Loaded query={query} explain={troubleOf} lines={10}>
      {({ tree }) => <StepsView key={version} tree={tree} view={view} {...address} />}
    </Loaded>
  );
}
