import { Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { troubleOf } from '@/api/problem';
import type { TicketPage } from '@/api/tickets';
import { type Intake, type IntakeResult, useIntake } from '@/api/walks';
import { clearDraft, readDraft, writeDraft } from '@/lib/drafts';
import { ErrorState } from '@/ui/ErrorState';
import { Panel } from '@/ui/Panel';
import { notifyDone } from '@/ui/toast';
import { homeRoute } from '../index';
import { strings } from '../strings';
import { AlsoWorkedOn } from './AlsoWorkedOn';
import { Choices } from './Choices';
import { ChosenFlow } from './ChosenFlow';
import { draftKeyOf, draftOf, type IntakeDraft, intakeOf, isEmpty } from './draft';
import { IntakeForm } from './IntakeForm';

const EscalateFromIntake = lazy(() =>
  import('../escalate/EscalateFromIntake').then((module) => ({ default: module.EscalateFromIntake })),
);

/** Loaded beside the box, not before it. */
const LookAlikesBeside = lazy(() =>
  import('./LookAlikesBeside').then((module) => ({ default: module.LookAlikesBeside })),
);

const Looking = lazy(() => import('./Looking').then((module) => ({ default: module.Looking })));

type Unsettled = Exclude<IntakeResult, { outcome: 'started' }>;

/** Takes a problem in, on a new ticket or on the one given; what is typed is kept until a walk has started. */
export function IntakeBox({ ticket }: { ticket?: TicketPage }) {
  const t = strings.useText();
  const navigate = useNavigate();
  const field = useRef<HTMLTextAreaElement>(null);
  const draftKey = draftKeyOf(ticket);
  const { flow: flowId, client: clientId } = homeRoute.useSearch();
  const [draft, setDraft] = useState<IntakeDraft>(
    () => readDraft<IntakeDraft>(draftKey)?.value ?? { ...draftOf(ticket), ...(clientId && { clientId }) },
  );
  const [unsettled, setUnsettled] = useState<Unsettled | null>(null);
  const [escalating, setEscalating] = useState(false);
  const onHome = useIsHere();
  const intake = useIntake((result) => {
    const here = onHome.current;
    if (result.outcome !== 'started') {
      if (!here) notifyDone(t('waitsAtHome'));
      return setUnsettled(result);
    }
    clearDraft(draftKey);
    if (!here) return notifyDone(t('startedElsewhere'));
    if (result.match) notifyDone(startedWords(result.match.title, result.match.matched_words, t));
    void navigate({ to: '/walks/$walkId', params: { walkId: result.session.id } });
  });
  const change = (next: IntakeDraft): void => {
    setDraft(next);
    setUnsettled(null);
    if (isEmpty(next)) clearDraft(draftKey);
    else writeDraft(draftKey, next);
  };
  const send = (how: Partial<Intake> = {}): void =>
    intake.mutate({ ...intakeOf(draft), flow_id: flowId ?? null, ...how });
  const backToProblem = (): void => {
    setUnsettled(null);
    field.current?.focus();
  };
  return (
    <>
      <Panel>
        <Stack>
          {flowId && <ChosenFlow id={flowId} />}
          <AlsoWorkedOn draft={draft} ticket={ticket} />
          <IntakeForm
            draft={draft}
            onChange={change}
            onStart={() => send()}
            busy={intake.isPending}
            field={field}
            ticket={ticket}
          />
          <Suspense>{intake.isPending && <Looking />}</Suspense>
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
            onChangeProblem={backToProblem}
          />
        </Panel>
      )}
      <Suspense>
        <LookAlikesBeside draft={draft} />
      </Suspense>
      <Suspense>
        {escalating && (
          <EscalateFromIntake
            intake={intakeOf(draft)}
            onClose={() => setEscalating(false)}
            onDone={(walk) => {
              clearDraft(draftKey);
              void navigate({ to: '/walks/$walkId', params: { walkId: walk.id } });
            }}
          />
        )}
      </Suspense>
    </>
  );
}

/** Whether this screen is still looked at: whoever went elsewhere meanwhile is told, and not led away from there. */
function useIsHere() {
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  return here;
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
