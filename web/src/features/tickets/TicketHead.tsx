import { Anchor, Button, Group, Select, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMay, useMe } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { type TicketPage, type TicketStatus, useChangeTicket } from '@/api/tickets';
import { useActions } from '@/lib/keys/useActions';
import { Keys } from '@/ui/Keys';
import { PageHeader } from '@/ui/PageHeader';
import { notifyDone, notifyProblem, notifyUndo } from '@/ui/toast';
import { strings } from './strings';

const onError = (error: Error): void => notifyProblem(troubleOf(error).detail, troubleOf(error).title);

/** What changes a ticket at once: who has it, and where it stands. */
function useMoves(ticket: TicketPage) {
  const t = strings.useText();
  const me = useMe();
  const change = useChangeTicket(ticket.id);
  const assign = (assignee_user_id: string | null): void => {
    const before = ticket.assignee_user_id;
    change.mutate(
      { version: ticket.version, change: { assignee_user_id } },
      {
        onError,
        onSuccess: (saved) =>
          notifyUndo(t(assignee_user_id ? 'assigned' : 'givenBack'), () =>
            change.mutateAsync({ version: saved.version, change: { assignee_user_id: before } }),
          ),
      },
    );
  };
  const become = (status: TicketStatus): void => {
    const before = ticket.status;
    change.mutate(
      { version: ticket.version, change: { status } },
      {
        onError,
        onSuccess: (saved) => {
          const words = t('isNow', { status: t(status).toLowerCase() });
          if (!saved.may_become.includes(before)) return notifyDone(words);
          notifyUndo(words, () => change.mutateAsync({ version: saved.version, change: { status: before } }));
        },
      },
    );
  };
  const isMine = ticket.assignee_user_id === me.id;
  return { isMine, busy: change.isPending, become, take: () => assign(me.id), giveBack: () => assign(null) };
}

/** Title and state of a ticket, and what is done with it by one key. */
export function TicketHead({ ticket }: { ticket: TicketPage }) {
  const t = strings.useText();
  const mayWalk = useMay('do_l1_work');
  const navigate = useNavigate();
  const moves = useMoves(ticket);
  const work = (): void => void navigate({ to: '/home', search: { ticket: ticket.id } });
  useActions([
    { id: 'ticket.work', label: t('work'), group: t('tickets'), keys: 'w', run: work, disabled: !mayWalk },
    {
      id: 'ticket.assign',
      label: t('assignMe'),
      group: t('tickets'),
      keys: 'a',
      run: moves.take,
      disabled: moves.isMine || moves.busy,
    },
  ]);
  return (
    <PageHeader
      title={ticket.title}
      description={<Facts ticket={ticket} />}
      actions={
        <>
          {moves.isMine ? (
            <Button variant="default" loading={moves.busy} onClick={moves.giveBack}>
              {t('giveBack')}
            </Button>
          ) : (
            <Button
              variant="default"
              loading={moves.busy}
              rightSection={<Keys keys="a" />}
              onClick={moves.take}
            >
              {t('assignMe')}
            </Button>
          )}
          <Status ticket={ticket} become={moves.become} />
          {mayWalk && (
            <Button rightSection={<Keys keys="w" />} onClick={work}>
              {t('work')}
            </Button>
          )}
        </>
      }
    />
  );
}

function Status({ ticket, become }: { ticket: TicketPage; become: (status: TicketStatus) => void }) {
  const t = strings.useText();
  const done = ticket.status === 'resolved' || ticket.status === 'closed';
  return (
    <>
      {ticket.status === 'resolved' && (
        <Button variant="default" onClick={() => become('closed')}>
          {t('close')}
        </Button>
      )}
      {done ? (
        <Button variant="default" onClick={() => become('open')}>
          {t('reopen')}
        </Button>
      ) : (
        <Select
          aria-label={t('status')}
          w={140}
          allowDeselect={false}
          data={[ticket.status, ...ticket.may_become].map((value) => ({ value, label: t(value) }))}
          value={ticket.status}
          onChange={(value) => value && value !== ticket.status && become(value as TicketStatus)}
        />
      )}
    </>
  );
}

function Facts({ ticket }: { ticket: TicketPage }) {
  const t = strings.useText();
  const name = ticket.assignee_name;
  return (
    <Group gap="sm">
      <Text size="sm">{t('ticketNamed', { number: ticket.number ?? ticket.external_id ?? '' })}</Text>
      <Text size="sm">{t(ticket.status)}</Text>
      <Text size="sm">{name ? t('held', { name }) : t('heldByNobody')}</Text>
      {ticket.client_id && (
        <Anchor component={Link} to={`/clients/${ticket.client_id}`} size="sm">
          {t('ofClient', { name: ticket.client_name ?? '' })}
        </Anchor>
      )}
      {ticket.link && (
        <Anchor size="sm" href={ticket.link} target="_blank" rel="noreferrer">
          {t('openLink')}
        </Anchor>
      )}
    </Group>
  );
}
