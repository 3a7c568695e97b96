import { Alert, Button, Group, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldErrorsOf, isProblem, troubleOf } from '@/api/problem';
import { type Ticket, ticketQuery, useChangeTicket } from '@/api/tickets';
import { ErrorState } from '@/ui/ErrorState';
import { Panel } from '@/ui/Panel';
import { notifyDone } from '@/ui/toast';
import { changeOf, fieldsOf } from './fields';
import { strings } from './strings';
import { TicketForm } from './TicketForm';

/** The ticket's fields. What is typed stays when the ticket changes elsewhere; saving then asks whose words hold. */
export function Details({ ticket }: { ticket: Ticket }) {
  const t = strings.useText();
  const client = useQueryClient();
  const [base, setBase] = useState(ticket);
  const [fields, setFields] = useState(() => fieldsOf(ticket));
  const adopt = (fresh: Ticket): void => {
    setBase(fresh);
    setFields(fieldsOf(fresh));
  };
  const change = useChangeTicket(ticket.id, (saved) => {
    adopt(saved);
    notifyDone(t('saved'));
  });
  const changed = changeOf(base, fields);
  const nothing = Object.keys(changed).length === 0;
  if (nothing && ticket.version > base.version) adopt(ticket);
  const stale = isProblem(change.error, 412);
  const save = (version: number): void => change.mutate({ version, change: changed });
  const readAgain = () => client.fetchQuery({ ...ticketQuery(ticket.id), staleTime: 0 });
  const takeTheirs = async (): Promise<void> => {
    adopt(await readAgain());
    change.reset();
  };
  const saveOver = async (): Promise<void> => save((await readAgain()).version);
  return (
    <Panel title={t('details')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!nothing) save(base.version);
        }}
      >
        <Stack>
          <TicketForm
            fields={fields}
            set={(part) => setFields({ ...fields, ...part })}
            errors={fieldErrorsOf(change.error)}
          />
          {stale && (
            <Alert color="yellow" role="alert">
              {t('stale')}
              <Group gap="xs" mt="xs">
                <Button size="compact-sm" variant="default" onClick={() => void takeTheirs()}>
                  {t('takeTheirs')}
                </Button>
                <Button size="compact-sm" variant="default" onClick={() => void saveOver()}>
                  {t('keepMine')}
                </Button>
              </Group>
            </Alert>
          )}
          {change.error && !stale && <ErrorState trouble={troubleOf(change.error)} />}
          <Group justify="flex-end">
            <Button type="submit" disabled={nothing} loading={change.isPending}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
