import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useMay } from '@/api/me';
import { walkQuery } from '@/api/walks';
import { useOwnerOf } from '@/lib/keys/useOwnerOf';
import { useNow } from '@/lib/now';
import { Keys } from '@/ui/Keys';
import { workspace } from '../workspace';
import { Notices } from './Notices';
import { noteVisit } from './remembered';
import { useMore } from './useMore';
import { useOutbox } from './useOutbox';
import { useHide, useTabKeys } from './useTabKeys';
import { type Tabs, useTabs } from './useTabs';
import { WalkList } from './WalkList';
import { WalkTab } from './WalkTab';
import classes from './WorkBar.module.css';

/** What one goes to from here without thinking of the connection, with its parts that come later. */
const SCREENS: readonly (() => Promise<unknown>)[] = [
  () => import('../walk/WalkPage'),
  () => import('../walk/ClientAside'),
  () => import('../walk/JoinBar'),
  () => import('../walk/Pictures'),
  () => import('../home/HomePage'),
  () => import('../waiting/WaitingPage'),
];
const READ_AHEAD = 9;
const CALM_MS = 1_500;

/** Above every screen: my open walks as tabs, and what is not sent yet. */
export function WorkBar() {
  const t = workspace.useText();
  const mayWalk = useMay('do_l1_work');
  const tabs = useTabs();
  const now = useNow();
  const [listed, setListed] = useState(false);
  const ownN = useOwnerOf('n') === 'walks.new';
  const { open, shown, present } = tabs;
  const strip = useRef<HTMLOListElement>(null);
  const more = useMore(strip, shown.length);
  const hide = useHide(tabs);
  useOutbox();
  useReadAhead(tabs);
  useTabKeys(tabs, mayWalk, () => setListed(true));
  useEffect(() => {
    if (present !== undefined) noteVisit(present);
  }, [present]);
  return (
    <div className={classes.bar}>
      <Notices present={present} />
      {(mayWalk || open.length > 0) && (
        <nav className={classes.strip} aria-label={t('walks')}>
          <ol ref={strip} className={classes.tabs} {...more}>
            {shown.map((walk, index) => (
              <WalkTab
                key={walk.id}
                walk={walk}
                number={index + 1}
                present={walk.id === present}
                now={now}
                onHide={() => hide(walk.id)}
              />
            ))}
          </ol>
          {open.length > 0 && (
            <Button
              size="compact-sm"
              variant="subtle"
              flex="none"
              rightSection={<Keys keys="l" />}
              onClick={() => setListed(true)}
            >
              {t('listAllCount', { count: open.length })}
            </Button>
          )}
          {mayWalk && (
            <Button
              component={Link}
              to="/home"
              size="compact-sm"
              variant="default"
              flex="none"
              rightSection={ownN && <Keys keys="n" />}
            >
              {t('newTicket')}
            </Button>
          )}
        </nav>
      )}
      {listed && <WalkList walks={open} onClose={() => setListed(false)} />}
    </div>
  );
}

/** Reads the walks of the tabs before they are wanted, and the screens too: without a connection nothing can be loaded. */
function useReadAhead({ shown }: Tabs): void {
  const client = useQueryClient();
  const wanted = shown
    .slice(0, READ_AHEAD)
    .map((walk) => walk.id)
    .join(' ');
  useEffect(() => {
    const timer = setTimeout(() => {
      void Promise.all(SCREENS.map((load) => load()));
    }, CALM_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    let left = false;
    const readAll = async (): Promise<void> => {
      for (const id of wanted.split(' ').filter(Boolean)) {
        if (left) return;
        // One after the other: they must not stand in the way of what the person asks for.
        await client.prefetchQuery({ ...walkQuery(id), staleTime: Number.POSITIVE_INFINITY });
      }
    };
    const timer = setTimeout(() => void readAll(), CALM_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [client, wanted]);
}
