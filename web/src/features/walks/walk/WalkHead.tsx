import { ActionIcon, Anchor, Badge, Button, Group, Menu, Text } from '@mantine/core';
import { useMay } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { useMoveWalk, type Walk } from '@/api/walks';
import { exactTime } from '@/lib/time';
import { IconMore } from '@/ui/icons';
import { Keys } from '@/ui/Keys';
import { PageHeader } from '@/ui/PageHeader';
import { notifyProblem } from '@/ui/toast';
import { hasSteps, isBuilt, useTitle } from '../kind';
import { strings } from '../strings';
import { ticketLabel } from '../ticketLabel';
import classes from '../walks.module.css';
import { EscalateButton, ResolveButton } from './actions';
import { useWalkDialogs } from './dialogs';
import { moveStrings } from './moveStrings';
import { useAbandon, useGoOn, useNextTicket, useTakeOver } from './moves';
import type { Stepping } from './useStepping';
import { useWalkKeys } from './useWalkKeys';

const COLORS = { active: 'spruce', resolved: 'spruce', escalated: 'yellow', abandoned: 'gray' } as const;

/** Which walk this is, where it stands, and what can be done with it as a whole. */
export function WalkHead({ walk, stepping }: { walk: Walk; stepping: Stepping }) {
  const t = strings.useText();
  const taking = useTakeOver(walk);
  useWalkKeys(walk, stepping, taking.take);
  const title = useTitle(walk);
  // What is at hand in such a walk takes the focus itself, and leaves it to whoever writes notes.
  const takesItself = isBuilt(walk) && walk.status === 'active';
  return (
    <div className={classes.walkHead}>
      <PageHeader
        title={title}
        takeFocus={walk.pending_node === null && !takesItself}
        description={
          <>
            <Group gap="xs">
              <Badge color={walk.waiting_on ? 'yellow' : COLORS[walk.status]} variant="light">
                {walk.waiting_on ? t('waiting') : t(walk.status)}
              </Badge>
              <TicketName walk={walk} />
              {walk.client_name && <Text size="sm">{walk.client_name}</Text>}
              {walk.assigned_to && <Text size="sm">{t('takenBy', { name: walk.assigned_to.name })}</Text>}
            </Group>
            {walk.problem_text && (
              <Text className={classes.problem} lineClamp={3}>
                {walk.problem_text}
              </Text>
            )}
            {walk.waiting_on && (
              <Text size="sm" mt={4} fw={600}>
                {t('waitingOn', { what: walk.waiting_on })}
                {walk.waiting_until && ` ${t('waitingUntil', { when: exactTime(walk.waiting_until) })}`}
              </Text>
            )}
          </>
        }
        actions={
          walk.status === 'active' ? (
            <ActiveActions walk={walk} />
          ) : (
            <EndedActions walk={walk} taking={taking} />
          )
        }
      />
    </div>
  );
}

function TicketName({ walk }: { walk: Walk }) {
  const t = strings.useText();
  const label = ticketLabel(walk.ticket, t);
  if (walk.ticket.link === null || walk.ticket.link === undefined) return <Text size="sm">{label}</Text>;
  return (
    <Anchor size="sm" href={walk.ticket.link} target="_blank" rel="noreferrer">
      {label}
    </Anchor>
  );
}

function ActiveActions({ walk }: { walk: Walk }) {
  const t = strings.useText();
  const m = moveStrings.useText();
  const open = useWalkDialogs();
  const goOn = useGoOn(walk);
  const abandon = useAbandon(walk);
  if (!walk.may_act) return <NoteButton />;
  const atLeaf = walk.pending_node !== null && walk.pending_node.options.length === 0;
  return (
    <>
      {!atLeaf && (walk.pending_node || walk.making?.state === 'making') && (
        <>
          <ResolveButton />
          <EscalateButton />
        </>
      )}
      <NoteButton />
      <Button
        variant={walk.waiting_on ? 'filled' : 'default'}
        rightSection={<Keys keys="p" />}
        onClick={() => (walk.waiting_on ? goOn() : open('park'))}
      >
        {t(walk.waiting_on ? 'unpark' : 'park')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={34} aria-label={t('more')}>
            <IconMore />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item rightSection={<Keys keys="s" />} onClick={() => open('switch')}>
            {m(walk.flow_id ? 'switch' : 'adopt')}
          </Menu.Item>
          {hasSteps(walk) && (
            <Menu.Item rightSection={<Keys keys="w" />} onClick={() => open('wrong')}>
              {m('wrong')}
            </Menu.Item>
          )}
          <Menu.Item onClick={abandon}>{t('abandon')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function EndedActions({ walk, taking }: { walk: Walk; taking: ReturnType<typeof useTakeOver> }) {
  const t = strings.useText();
  const next = useNextTicket(walk.id);
  const mayTake = useMay('take_over');
  const mayWalk = useMay('do_l1_work');
  const reopen = useMoveWalk(walk.id, 'reopen');
  const refused = (error: Error): void => {
    const { title: what, detail } = troubleOf(error);
    notifyProblem(detail, what);
  };
  return (
    <>
      {walk.status === 'escalated' && mayTake && (
        <Button loading={taking.busy} rightSection={<Keys keys="t" />} onClick={taking.take}>
          {t('takeOver')}
        </Button>
      )}
      <NoteButton />
      {walk.may_act && walk.status !== 'escalated' && (
        <Button
          variant="default"
          loading={reopen.isPending}
          onClick={() => reopen.mutate(undefined, { onError: refused })}
        >
          {t('reopen')}
        </Button>
      )}
      {mayWalk && (
        <Button
          variant={walk.status === 'escalated' && mayTake ? 'default' : 'filled'}
          rightSection={<Keys keys="mod+Enter" />}
          onClick={next}
        >
          {t('nextTicket')}
        </Button>
      )}
    </>
  );
}

function NoteButton() {
  const t = strings.useText();
  const open = useWalkDialogs();
  return (
    <Button variant="default" rightSection={<Keys keys="c" />} onClick={() => open('note')}>
      {t('showNote')}
    </Button>
  );
}
