import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import { intakePreviewQuery, useEscalateFromIntake } from '@/api/escalations';
import { troubleOf } from '@/api/problem';
import type { Intake } from '@/api/walks';
import { Loaded } from '@/ui/Loaded';
import { strings } from '../strings';
import { EscalateForm, forgetEscalation } from './EscalateForm';

interface EscalateFromIntakeProps {
  intake: Intake;
  onClose: () => void;
  onDone: (walk: Schemas['Escalated']) => void;
}

/** Names the draft by what it is about: another problem starts with an empty form. */
const draftOf = (intake: Intake): string => `escalate-intake:${intake.problem_text.slice(0, 100)}`;

/** Hands a problem over without walking. */
export function EscalateFromIntake({ intake, onClose, onDone }: EscalateFromIntakeProps) {
  const t = strings.useText();
  const preview = useQuery({ ...intakePreviewQuery(intake), refetchOnWindowFocus: false });
  const escalate = useEscalateFromIntake((walk) => {
    forgetEscalation(draftOf(intake));
    onDone(walk);
  });
  return (
    <Modal opened onClose={onClose} title={t('escalateTitle')} size="xl">
      <Loaded query={preview} explain={troubleOf}>
        {(data) => (
          <EscalateForm
            draftKey={draftOf(intake)}
            preview={data}
            busy={escalate.isPending}
            error={escalate.error}
            onSend={(payload) => escalate.mutate({ ...intake, ...payload })}
            onClose={onClose}
          />
        )}
      </Loaded>
    </Modal>
  );
}
