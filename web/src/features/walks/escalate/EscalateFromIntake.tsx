import { Modal } from '@mantine/core';
import type { Schemas } from '@/api/client';
import { useEscalateFromIntake } from '@/api/escalations';
import type { Intake } from '@/api/walks';
import { notifyProblem } from '@/ui/toast';
import { strings } from '../strings';
import { EscalateForm, forgetEscalation } from './EscalateForm';
import { NO_PACKAGE } from './fields';

interface EscalateFromIntakeProps {
  intake: Intake;
  onClose: () => void;
  onDone: (walk: Schemas['Escalated']) => void;
}

const DRAFT_KEY = 'escalate-intake';

/** Hands a problem over without walking. */
export function EscalateFromIntake({ intake, onClose, onDone }: EscalateFromIntakeProps) {
  const t = strings.useText();
  const escalate = useEscalateFromIntake((walk) => {
    forgetEscalation(DRAFT_KEY);
    if (walk.warning) notifyProblem(walk.warning, t('escalatedNobody'));
    onDone(walk);
  });
  return (
    <Modal opened onClose={onClose} title={t('escalateTitle')} size="xl">
      <EscalateForm
        draftKey={DRAFT_KEY}
        filled={{ ...NO_PACKAGE, what_is_happening: intake.problem_text }}
        busy={escalate.isPending}
        error={escalate.error}
        onSend={(payload) => escalate.mutate({ ...intake, ...payload })}
        onClose={onClose}
      />
    </Modal>
  );
}
