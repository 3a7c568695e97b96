import { Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { troubleOf } from '@/api/problem';
import { useReportStep, walkReportsQuery } from '@/api/stepReports';
import type { Walk } from '@/api/walks';
import { clearDraft, readDraft, writeDraft } from '@/lib/drafts';
import { DialogFoot } from '@/ui/DialogFoot';
import { ErrorState } from '@/ui/ErrorState';
import { notifyDone } from '@/ui/toast';
import { isBuilt } from '../kind';
import { wrongKey } from '../unsent/answers';
import { moveStrings } from './moveStrings';

const NOW = 'now';
const MOST = 4_000;

/** Steps of the walk that may be wrong: the one at hand first, then those that were answered, the last first. */
function useSteps(walk: Walk) {
  const t = moveStrings.useText();
  const node = walk.pending_node ?? walk.stopped_at;
  const answered = walk.walked_path.map((step) => ({
    value: `${step.step_no}`,
    label: t('wrongAnswered', { number: step.step_no, text: step.question }),
    sent: { node_id: step.node_id, step_no: step.step_no },
    made: step.made_by !== 'person' && walk.flow_proposal_id === null,
  }));
  const now = node && {
    value: NOW,
    label: t('wrongNow', { text: node.text }),
    sent: { node_id: node.id, step_no: null },
    made: isBuilt(walk),
  };
  return [...(now ? [now] : []), ...answered.reverse()];
}

const EMPTY = { text: '', should: '' };

/** What is typed outlasts the dialog, which goes with its walk when one turns to another. */
function useKeptWords(walkId: string) {
  const draft = wrongKey(walkId);
  const [words, setWords] = useState(() => readDraft<typeof EMPTY>(draft)?.value ?? EMPTY);
  const keep = (part: Partial<typeof EMPTY>): void => {
    const next = { ...words, ...part };
    setWords(next);
    if (next.text || next.should) writeDraft(draft, next);
    else clearDraft(draft);
  };
  return { ...words, keep, forget: () => clearDraft(draft) };
}

/** Says that a step is wrong, to whoever looks after the flow; a step that was made for the walk stands with the walk. */
export function StepWrong({ walk, onClose }: { walk: Walk; onClose: () => void }) {
  const t = moveStrings.useText();
  const steps = useSteps(walk);
  const [chosen, setChosen] = useState(steps[0]?.value ?? NOW);
  const { text, should, keep, forget } = useKeptWords(walk.id);
  const step = steps.find((one) => one.value === chosen);
  const report = useReportStep(walk.id, () => {
    forget();
    onClose();
    notifyDone(t(step?.made ? 'wrongThanksMade' : 'wrongThanks'));
  });
  const send = (): void => {
    if (!step || !text.trim() || report.isPending) return;
    report.mutate({ ...step.sent, text: text.trim(), should_say: should.trim() || null });
  };
  return (
    <Modal opened onClose={onClose} title={t('wrong')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {t(step?.made ? 'wrongHintMade' : 'wrongHint')}
          </Text>
          {report.error && <ErrorState trouble={troubleOf(report.error)} />}
          <Select
            label={t('wrongStep')}
            data={steps.map(({ value, label }) => ({ value, label }))}
            allowDeselect={false}
            value={chosen}
            onChange={(value) => setChosen(value ?? NOW)}
          />
          <Textarea
            label={t('wrongText')}
            placeholder={t('wrongTextHint')}
            required
            data-autofocus
            autosize
            minRows={2}
            maxRows={8}
            maxLength={MOST}
            value={text}
            onChange={(event) => keep({ text: event.currentTarget.value })}
          />
          <Textarea
            label={t('wrongShould')}
            autosize
            minRows={1}
            maxRows={8}
            maxLength={MOST}
            value={should}
            onChange={(event) => keep({ should: event.currentTarget.value })}
          />
          <Before walkId={walk.id} />
          <DialogFoot submit={t('wrongSend')} keys="mod+Enter" busy={report.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

/** What was reported in this walk before, and what became of it. */
function Before({ walkId }: { walkId: string }) {
  const t = moveStrings.useText();
  const reports = useQuery(walkReportsQuery(walkId)).data ?? [];
  if (reports.length === 0) return null;
  return (
    <div>
      <Text component="h3" size="sm" fw={600}>
        {t('wrongBefore')}
      </Text>
      {reports.map((one) => (
        <Text key={one.id} size="sm">
          {one.text} ({t(one.state === 'done' ? 'wrongDone' : 'wrongOpen')}
          {one.done_note && `: ${one.done_note}`})
        </Text>
      ))}
    </div>
  );
}
