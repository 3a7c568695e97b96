import { Alert, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { troubleOf } from '@/api/problem';
import { type Walk, walkQuery } from '@/api/walks';
import { Loaded } from '@/ui/Loaded';
import { walkRoute } from '../index';
import { strings } from '../strings';
import classes from '../walks.module.css';
import { Adhoc } from './Adhoc';
import { WalkDialogs } from './dialogs';
import { Ended } from './Ended';
import { Notes } from './Notes';
import { PathSoFar } from './PathSoFar';
import { Question } from './Question';
import { useStepping } from './useStepping';
import { WalkHead } from './WalkHead';

const REFRESH_MS = 15_000;

/** One walk: the question large, what was answered and the notes beside it. */
export function WalkPage() {
  const { walkId } = walkRoute.useParams();
  const walk = useQuery({ ...walkQuery(walkId), refetchInterval: REFRESH_MS });
  return (
    <Loaded query={walk} explain={troubleOf} lines={8}>
      {(data) => <OneWalk key={data.id} walk={data} />}
    </Loaded>
  );
}

function OneWalk({ walk }: { walk: Walk }) {
  const t = strings.useText();
  const stepping = useStepping(walk);
  const active = walk.status === 'active';
  return (
    <WalkDialogs walk={walk}>
      <WalkHead walk={walk} stepping={stepping} />
      <div className={classes.layout}>
        <Stack>
          {!walk.may_act && active && (
            <Alert color="gray">{t('readOnly', { name: (walk.assigned_to ?? walk.created_by).name })}</Alert>
          )}
          {walk.unreviewed && <Alert color="yellow">{t('unreviewed')}</Alert>}
          {active && walk.pending_node && (
            <Question key={walk.version} walk={walk} node={walk.pending_node} stepping={stepping} />
          )}
          {active && !walk.pending_node && <Adhoc walk={walk} />}
          {!active && <Ended walk={walk} />}
        </Stack>
        <Stack>
          <Notes walk={walk} />
          <PathSoFar walk={walk} stepping={stepping} />
        </Stack>
      </div>
    </WalkDialogs>
  );
}
