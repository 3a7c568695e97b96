import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMay } from '@/api/me';
import { moreOf, rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { openWalksQuery, usePark, type WalkBrief, walksQuery } from '@/api/walks';
import { useActions } from '@/lib/keys/useActions';
import { useListKeys } from '@/lib/keys/useListKeys';
import { useNow } from '@/lib/now';
import { EmptyState } from '@/ui/EmptyState';
import { Keys } from '@/ui/Keys';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { Panel } from '@/ui/Panel';
import { notifyDone, notifyProblem } from '@/ui/toast';
import { waitingRoute } from '../index';
import { inWaitingOrder } from '../tabs/order';
import { nameOf } from '../ticketLabel';
import { WalkRow } from '../WalkRow';
import { workspace } from '../workspace';
import classes from '../workspace.module.css';

/** Parked walks, the first due at the top: what each waits on and until when, and going on with it by one key. */
export function WaitingPage() {
  const t = workspace.useText();
  const { of } = waitingRoute.useSearch();
  const mayAll = useMay('read_all_walks');
  const navigate = useNavigate();
  return (
    <>
      <PageHeader
        title={t('waitingTitle')}
        description={t('waitingIntro')}
        actions={
          mayAll && (
            <SegmentedControl
              aria-label={t('whose')}
              value={of ?? 'mine'}
              onChange={(value) =>
                void navigate({ to: '/waiting', search: { of: value === 'all' ? 'all' : undefined } })
              }
              data={[
                { value: 'mine', label: t('waitingMine') },
                { value: 'all', label: t('waitingAll') },
              ]}
            />
          )
        }
      />
      {of === 'all' && mayAll ? <Everybodys /> : <Mine />}
    </>
  );
}

function Mine() {
  const open = useQuery(openWalksQuery);
  return (
    <Loaded query={open} explain={troubleOf} lines={4}>
      {(walks) => <Rows walks={inWaitingOrder(walks)} />}
    </Loaded>
  );
}

function Everybodys() {
  const parked = useInfiniteQuery(walksQuery({ status: 'active', waiting: true }));
  const { loadMore, loadingMore } = moreOf(parked);
  const t = workspace.useText();
  return (
    <Loaded query={parked} explain={troubleOf} lines={4}>
      {(data) => (
        <>
          <Rows walks={inWaitingOrder(rowsOf(data))} everybodys />
          {loadMore && (
            <Button mt="md" variant="default" loading={loadingMore} onClick={loadMore}>
              {t('more')}
            </Button>
          )}
        </>
      )}
    </Loaded>
  );
}

function Rows({ walks, everybodys = false }: { walks: readonly WalkBrief[]; everybodys?: boolean }) {
  const t = workspace.useText();
  const now = useNow();
  const list = useListKeys<HTMLDivElement>({
    next: t('nextTab'),
    previous: t('previousTab'),
    group: t('waitingNav'),
  });
  useActions([
    {
      id: 'waiting.go-on',
      label: t('goOnHelp'),
      group: t('waitingNav'),
      keys: 'p',
      keyOnly: true,
      run: () => rowAtHand(list.current)?.click(),
      disabled: walks.length === 0,
    },
  ]);
  if (walks.length === 0) return <EmptyState sentence={t('waitingEmpty')} />;
  return (
    <Panel>
      <div ref={list}>
        {walks.map((walk) => (
          <WaitingRow key={walk.id} walk={walk} now={now} showWho={everybodys} />
        ))}
      </div>
    </Panel>
  );
}

/** The button of the row that has the focus; of the first row when none has. */
function rowAtHand(list: HTMLElement | null): HTMLButtonElement | null {
  const row = document.activeElement?.closest('[data-waiting-row]');
  return (row && list?.contains(row) ? row : list)?.querySelector('button') ?? null;
}

function WaitingRow({ walk, now, showWho }: { walk: WalkBrief; now: number; showWho: boolean }) {
  const t = workspace.useText();
  const navigate = useNavigate();
  const park = usePark(walk.id);
  const goOn = (): void =>
    park.mutate(
      { waiting_on: null },
      {
        onSuccess: () => {
          notifyDone(t('wentOn', { name: nameOf(walk) }));
          void navigate({ to: '/walks/$walkId', params: { walkId: walk.id } });
        },
        onError: (error) => notifyProblem(troubleOf(error).detail, troubleOf(error).title),
      },
    );
  return (
    <div className={classes.waitingRow} data-waiting-row>
      <WalkRow walk={walk} now={now} whose={showWho} />
      <Button
        size="compact-sm"
        variant="default"
        flex="none"
        loading={park.isPending}
        rightSection={<Keys keys="p" />}
        onClick={goOn}
      >
        {t('goOn')}
        <span className="rf-hidden">: {nameOf(walk)}</span>
      </Button>
    </div>
  );
}
