import { Alert, Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState } from 'react';
import { useMe } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { type Walk, walkQuery } from '@/api/walks';
import { Loaded } from '@/ui/Loaded';
import { BuiltWalk } from '../ai-build/BuiltWalk';
import { Notice } from '../ai-build/Notice';
import { walkRoute } from '../index';
import { isBuilt, isTakenOver } from '../kind';
import { strings } from '../strings';
import classes from '../walks.module.css';
import { Adhoc } from './Adhoc';
import { WalkDialogs } from './dialogs';
import { Ended, HandOver } from './Ended';
import { useKeptPlace } from './keptPlace';
import { Notes } from './Notes';
import { useOffers } from './offers';
import { PathSoFar } from './PathSoFar';
import { Question } from './Question';
import { Unsent } from './Unsent';
import { type Stepping, useStepping } from './useStepping';
import { WalkHead } from './WalkHead';

const ClientAside = lazy(() => import('./ClientAside').then((module) => ({ default: module.ClientAside })));

const Pictures = lazy(() => import('./Pictures').then((module) => ({ default: module.Pictures })));
const Reported = lazy(() => import('../ai-build/Reported').then((module) => ({ default: module.Reported })));
const JoinBar = lazy(() => import('./JoinBar').then((module) => ({ default: module.JoinBar })));

const REFRESH_MS = 15_000;
/** While its next question is being made. */
const MAKING_MS = 2_000;

function refreshOf({ state }: { state: { data: Walk | undefined } }): number {
  return state.data?.making?.state === 'making' ? MAKING_MS : REFRESH_MS;
}

/** One walk: the question large, what was answered and the notes beside it. */
export function WalkPage() {
  const { walkId } = walkRoute.useParams();
  const walk = useQuery({ ...walkQuery(walkId), refetchInterval: refreshOf });
  return (
    <Loaded query={walk} explain={troubleOf} lines={8}>
      {(data) => <OneWalk key={data.id} walk={data} />}
    </Loaded>
  );
}

/** The walk as this person meets it: while somebody else has taken it over, only to be read, until they join in. */
function useMine(walk: Walk): { mine: Walk; elsewhere: string | null; join: () => void } {
  const me = useMe();
  const [joined, setJoined] = useState(false);
  const holder = walk.assigned_to;
  const elsewhere =
    walk.status === 'active' && walk.may_act && holder !== null && holder.id !== me.id && !joined;
  return {
    mine: elsewhere ? { ...walk, may_act: false } : walk,
    elsewhere: elsewhere ? holder.name : null,
    join: () => setJoined(true),
  };
}

function OneWalk({ walk: given }: { walk: Walk }) {
  const t = strings.useText();
  const { mine: walk, elsewhere, join } = useMine(given);
  const stepping = useStepping(walk);
  const root = useRef<HTMLDivElement>(null);
  useKeptPlace(walk.id, root);
  useOffers(given);
  const active = walk.status === 'active';
  return (
    <WalkDialogs walk={walk}>
      <WalkHead walk={walk} stepping={stepping} />
      <div className={classes.layout} ref={root}>
        <Stack>
          <Suspense>
            <JoinBar walk={given} />
          </Suspense>
          <Unsent walkId={walk.id} standing={stepping.standing} />
          {elsewhere && (
            <Alert color="yellow">
              <Text size="sm" mb="xs">
                {t('elsewhere', { name: elsewhere })}
              </Text>
              <Button size="compact-sm" variant="default" onClick={join}>
                {t('joinIn')}
              </Button>
            </Alert>
          )}
          {!walk.may_act && !elsewhere && active && (
            <Alert color="gray">{t('readOnly', { name: (walk.assigned_to ?? walk.created_by).name })}</Alert>
          )}
          {isBuilt(walk) && <Notice walk={walk} />}
          {walk.unreviewed && !isBuilt(walk) && <Alert color="yellow">{t('unreviewed')}</Alert>}
          {active && <HandedOver walk={walk} stepping={stepping} />}
          {!active && <Ended walk={walk} />}
        </Stack>
        <Stack>
          <Suspense>
            <ClientAside walk={given} />
          </Suspense>
          <Notes walk={given} />
          <Suspense>
            <Pictures walk={given} />
          </Suspense>
          <PathSoFar walk={walk} stepping={stepping} />
          <Suspense>
            <Reported walk={walk} />
          </Suspense>
        </Stack>
      </div>
    </WalkDialogs>
  );
}

/** What is at hand; the hand-over stands before it until its new holder has answered, since it is read first. */
function HandedOver({ walk, stepping }: { walk: Walk; stepping: Stepping }) {
  const unread = isTakenOver(walk) && !walk.walked_path.at(-1)?.after_take_over;
  return (
    <>
      {unread && <HandOver walk={walk} />}
      <Present walk={walk} stepping={stepping} />
      {!unread && <HandOver walk={walk} />}
    </>
  );
}

/** What is at hand in an active walk: its question, or its notes alone. */
function Present({ walk, stepping }: { walk: Walk; stepping: Stepping }) {
  if (isBuilt(walk)) return <BuiltWalk walk={walk} stepping={stepping} />;
  if (!walk.pending_node) return <Adhoc walk={walk} />;
  return (
    <Question
      key={`${walk.version}-${walk.may_act}`}
      walk={walk}
      node={walk.pending_node}
      stepping={stepping}
    />
  );
}
