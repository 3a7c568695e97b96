import { Button, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { type StepReport, useSettleMadeReport } from '@/api/stepReports';
import type { Walk } from '@/api/walks';
import { notifyProblem, notifyUndo } from '@/ui/toast';
import { building } from './strings';

interface SettlingProps {
  walk: Walk;
  report: StepReport;
}

/** What became of a report on a made step; who edits flows says that it is dealt with, or takes that back. */
export function Settling({ walk, report }: SettlingProps) {
  const t = building.useText();
  const edits = useMay('edit_flows');
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const settle = useSettleMadeReport(walk.id, ({ report: settled, done }) => {
    setAsking(false);
    if (done) notifyUndo(t('isDone'), () => settle.mutateAsync({ report: settled, done: null }));
  });
  const refused = (error: Error): void => notifyProblem(troubleOf(error).detail, troubleOf(error).title);
  if (report.state === 'done') {
    return (
      <>
        <Text size="sm" c="dimmed">
          {report.done_by ? t('reportDoneBy', { name: report.done_by }) : t('reportDone')}
          {report.done_note && `: ${report.done_note}`}
        </Text>
        {edits && (
          <Button
            mt={4}
            size="compact-sm"
            variant="default"
            loading={settle.isPending}
            onClick={() => settle.mutate({ report, done: null }, { onError: refused })}
          >
            {t('reopen')}
          </Button>
        )}
      </>
    );
  }
  if (!edits) return null;
  if (!asking) {
    return (
      <Button mt={4} size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {t('markDone')}
      </Button>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        settle.mutate({ report, done: { note } }, { onError: refused });
      }}
    >
      <TextInput
        mt={4}
        autoFocus
        label={t('doneNote')}
        maxLength={4_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button mt={6} type="submit" size="compact-sm" variant="default" loading={settle.isPending}>
        {t('markDone')}
      </Button>
    </form>
  );
}
