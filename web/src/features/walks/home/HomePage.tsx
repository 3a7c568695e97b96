import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useMay } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { ticketQuery } from '@/api/tickets';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { homeRoute } from '../index';
import { strings } from '../strings';
import classes from '../walks.module.css';
import { GoOn } from './GoOn';
import { IntakeBox } from './IntakeBox';
import { MyWalks } from './MyWalks';
import { FirstTour } from './tour/FirstTour';

const Day = lazy(() => import('./day/Day').then((loaded) => ({ default: loaded.Day })));
const Often = lazy(() => import('./day/Often').then((loaded) => ({ default: loaded.Often })));

/** The first screen of a technician: the intake box in focus, their walks under it. */
export function HomePage() {
  const t = strings.useText();
  const mayWalk = useMay('do_l1_work');
  const mayTake = useMay('take_over');
  const { ticket } = homeRoute.useSearch();
  return (
    <>
      <PageHeader
        title={mayWalk ? t('homeTitle') : t('home')}
        description={mayWalk ? t('homeIntro') : undefined}
        takeFocus={!mayWalk}
      />
      <Stack gap="lg">
        {mayWalk && (ticket ? <IntakeOnTicket key={ticket} id={ticket} /> : <IntakeBox />)}
        {!mayWalk && mayTake && (
          <Text size="sm" c="dimmed">
            {t('noTicketsOfOnesOwn')}
          </Text>
        )}
        <GoOn />
        <div className={classes.day}>
          <Suspense>
            <Day />
          </Suspense>
        </div>
        <FirstTour />
        <MyWalks />
        <Suspense>
          <Often />
        </Suspense>
      </Stack>
    </>
  );
}

function IntakeOnTicket({ id }: { id: string }) {
  const ticket = useQuery(ticketQuery(id));
  return (
    <Loaded query={ticket} explain={troubleOf}>
      {(data) => <IntakeBox ticket={data} />}
    </Loaded>
  );
}
