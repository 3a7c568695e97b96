import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FlowDetail, flowDraftQuery } from '@/api/flows';
import { troubleOf } from '@/api/problem';
import { Loaded } from '@/ui/Loaded';
import { FileWays } from './FileWays';
import { strings } from './strings';

/** Says how a flow is edited as a file, and gives it. */
export function FileDialog({ flow, onClose }: { flow: FlowDetail; onClose: () => void }) {
  const t = strings.useText();
  const draft = useQuery(flowDraftQuery(flow.id));
  return (
    <Modal opened onClose={onClose} title={t('fileTitle')}>
      <Loaded query={draft} explain={troubleOf} lines={3}>
        {(found) => <FileWays flow={flow} draft={found} />}
      </Loaded>
    </Modal>
  );
}
