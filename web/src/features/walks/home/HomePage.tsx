import { Button, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { useMay } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { type Intake, type IntakeResult, useIntake } from '@/api/walks';
import { clearDraft, readDraft, writeDraft } from '@/lib/drafts';
import { ErrorState } from '@/ui/ErrorState';
import { PageHeader } from '@/ui/PageHeader';
import { Panel } from '@/ui/Panel';
import { notifyDone } from '@/ui/toast';
import { homeRoute } from '../index';
import { strings } from '../strings';
import { Choices } from './Choices';
import { DRAFT_KEY, EMPTY, type IntakeDraft, intakeOf, isEmpty } from './draft';
import { IntakeForm } from './IntakeForm';
import { OpenWalks } from './OpenWalks';

const EscalateFromIntake = lazy(() =>
  import('../escalate/EscalateFromIntake').then((module) => ({ default: module.EscalateFromIntake })),
);

type Unsettled = Exclude<IntakeResult, { outcome: 'started' }>;

/** The first screen of a technician: the intake box in focus, open walks under it. */
export function HomePage() {
  const t = strings.useText();
  const mayWalk = useMay('do_l1_work');
  return (
    <>
      <PageHeader
        title={mayWalk ? t('homeTitle') : t('openWalks')}
        description={mayWalk ? t('homeIntro') : undefined}
        takeFocus={!mayWalk}
      />
      <Stack gap="lg">
        {mayWalk && <IntakeBox />}
        <OpenWalks />
      </Stack>
    </>
  );
}

function IntakeBox() {
  const t = strings.useText();
  const navigate = useNavigate();
  const { ticket, kind } = homeRoute.useSearch();
  const field = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState<IntakeDraft>(() => ({
    ...(readDraft<IntakeDraft>(DRAFT_KEY)?.value ?? EMPTY),
    ...(ticket ? { ticketId: ticket, kind: kind ?? 'internal' } : {}),
  }));
  const [unsettled, setUnsettled] = useState<Unsettled | null>(null);
  const [escalating, setEscalating] = useState(false);
  const intake = useIntake((result) => {
    if (result.outcome !== 'started') return setUnsettled(result);
    clearDraft(DRAFT_KEY);
    if (result.match) notifyDone(startedWords(result.match.title, result.match.matched_words, t));
    void navigate({ to: '/walks/$walkId', params: { walkId: result.session.id } });
  });
  const change = (next: IntakeDraft): void => {
    setDraft(next);
    setUnsettled(null);
    if (isEmpty(next)) clearDraft(DRAFT_KEY);
    else writeDraft(DRAFT_KEY, next);
  };
  const send = (how: Partial<Intake> = {}): void => intake.mutate({ ...intakeOf(draft), ...how });
  const backToProblem = (): void => {
    setUnsettled(null);
    field.current?.focus();
  };
  return (
    <>
      <Panel>
        <Stack>
          <IntakeForm
            draft={draft}
            onChange={change}
            onStart={() => send()}
            busy={intake.isPending}
            field={field}
          />
          {intake.error && <ErrorState trouble={troubleOf(intake.error)} />}
        </Stack>
      </Panel>
      {unsettled && (
        <Panel>
          <Choices
            result={unsettled}
            busy={intake.isPending}
            onFlow={(one) => send({ flow_id: one.flow_id, flow_proposal_id: one.flow_proposal_id })}
            onNoneFit={() => send({ none_fit: true })}
            onAdhoc={() => send({ adhoc: true })}
            onEscalate={() => setEscalating(true)}
          />
          <Button mt="sm" variant="subtle" size="compact-sm" onClick={backToProblem}>
            {t('changeProblem')}
          </Button>
        </Panel>
      )}
      <Suspense>
        {escalating && (
          <EscalateFromIntake
            intake={intakeOf(draft)}
            onClose={() => setEscalating(false)}
            onDone={(walk) => {
              clearDraft(DRAFT_KEY);
              void navigate({ to: '/walks/$walkId', params: { walkId: walk.id } });
            }}
          />
        )}
      </Suspense>
    </>
  );
}

function startedWords(
  title: string,
  words: readonly string[],
  t: ReturnType<typeof strings.useText>,
): string {
  return words.length === 0
    ? t('startedOn', { title })
    : t('startedWhy', { title, words: words.slice(0, 6).join(', ') });
}
