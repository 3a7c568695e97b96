import { Alert, Button, Group, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldErrorsOf, isProblem, troubleOf } from '@/api/problem';
import { type Ticket, ticketKey, ticketQuery, useChangeTicket } from '@/api/tickets';
import { ErrorState } from '@/ui/ErrorState';
import { Panel } from '@/ui/Panel';
import { notifyDone } from '@/ui/toast';
import { changeOf, fieldsOf } from './fields';
import { strings } from './strings';
import { TicketForm } from './TicketForm';

/** The ticket's fields; a change that somebody else made meanwhile is shown and never overwritten by itself. */
export function Details({ ticket }: { ticket: Ticket }) {
  const t = strings.useText();
  const client = useQueryClient();
  const [fields, setFields] = useState(() => fieldsOf(ticket));
  const change = useChangeTicket(ticket.id, () => notifyDone(t('saved')));
  const changed = changeOf(ticket, fields);
  const nothing = Object.keys(changed).length === 0;
  const stale = isProblem(change.error, 412);
  const save = (version: number): void => change.mutate({ version, change: changed });
  const saveOver = async (): Promise<void> => {
    const fresh = await client.fetchQuery({ ...ticketQuery(ticket.id), staleTime: 0 });
    save(fresh.version);
  };
  return (
    <Panel title={t('details')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!nothing) save(ticket.version);
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
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => void client.invalidateQueries({ queryKey: ticketKey(ticket.id) })}
                >
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
