import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { troubleOf } from '@/api/problem';
import { packageQuery, useEscalate, type Walk } from '@/api/walks';
import { Loaded } from '@/ui/Loaded';
import { strings } from '../strings';
import { HandOverPictures } from '../walk/Pictures';
import { EscalateForm, forgetEscalation } from './EscalateForm';

/** Hands the walk over; the headings are filled from it. */
export function EscalateDialog({ walk, onClose }: { walk: Walk; onClose: () => void }) {
  const t = strings.useText();
  const draftKey = `escalate:${walk.id}`;
  const filled = useQuery({ ...packageQuery(walk.id), gcTime: 0, refetchOnWindowFocus: false });
  const escalate = useEscalate(walk.id, () => {
    forgetEscalation(draftKey);
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title={t('escalateTitle')} size="xl">
      <Loaded query={filled} explain={troubleOf}>
        {(data) => (
          <EscalateForm
            draftKey={draftKey}
            preview={data}
            reason={walk.pending_node?.type === 'escalation' ? (walk.pending_node.reason ?? '') : ''}
            asksFor={walk.pending_node?.hand_over}
            busy={escalate.isPending}
            error={escalate.error}
            onSend={(payload) => escalate.mutate(payload)}
            onClose={onClose}
            pictures={
              <div data-picture-place="hand_over">
                <HandOverPictures walk={walk} />
              </div>
            }
          />
        )}
      </Loaded>
    </Modal>
  );
}
