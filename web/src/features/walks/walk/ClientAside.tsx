import { Anchor, Box, Button, Group, Stack, Textarea, Title, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { type Client, clientQuery, type Known, knownSaving } from '@/api/clients';
import { useMay } from '@/api/me';
import { troubleOf } from '@/api/problem';
import type { Walk } from '@/api/walks';
import { useAutosave } from '@/lib/autosave/useAutosave';
import { useActions } from '@/lib/keys/useActions';
import { FactList } from '@/ui/facts/FactList';
import { FactsEditor } from '@/ui/facts/FactsEditor';
import { Keys } from '@/ui/Keys';
import { Loaded } from '@/ui/Loaded';
import { Panel } from '@/ui/Panel';
import { SaveState } from '@/ui/SaveState';
import { Words } from '@/ui/Words';
import { clientStrings } from '../clientStrings';
import classes from '../walks.module.css';

const WIDE = '(min-width: 62em)';

/** What is known about the walk's client, to be read, copied and edited in place; folded on a phone. */
export function ClientAside({ walk }: { walk: Walk }) {
  const reads = useMay('use_tickets');
  if (!walk.client_id || !reads) return null;
  return <Aside key={walk.client_id} id={walk.client_id} name={walk.client_name ?? ''} />;
}

function Aside({ id, name }: { id: string; name: string }) {
  const t = clientStrings.useText();
  const content = useId();
  const wide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false });
  const [chosen, setChosen] = useState<boolean | null>(null);
  const opened = chosen ?? wide;
  const client = useQuery(clientQuery(id));
  const toggle = (): void => setChosen(!opened);
  useActions([{ id: 'walk.client', label: t('fold'), group: t('group'), keys: 'i', run: toggle }]);
  return (
    <Panel>
      <Group justify="space-between" wrap="nowrap">
        <Title order={2}>
          <UnstyledButton
            onClick={toggle}
            aria-expanded={opened}
            aria-controls={content}
            className={classes.clientFold}
          >
            {opened ? '▾' : '▸'} {name}
          </UnstyledButton>
        </Title>
        <Keys keys="i" />
      </Group>
      <Box id={content} mt={opened ? 'sm' : 0}>
        {opened && (
          <Loaded query={client} explain={troubleOf} lines={3}>
            {(data) => <KnownHere client={data} />}
          </Loaded>
        )}
      </Box>
    </Panel>
  );
}

function KnownHere({ client }: { client: Client }) {
  const t = clientStrings.useText();
  const [editing, setEditing] = useState(false);
  const empty = client.facts.length === 0 && !client.notes;
  if (editing) return <Editor client={client} onDone={() => setEditing(false)} />;
  return (
    <Stack gap="xs">
      {client.facts.length > 0 && <FactList facts={client.facts} />}
      {client.notes && <Words text={client.notes} size="sm" />}
      {empty && <Words text={t('nothing')} size="sm" c="dimmed" />}
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
          {t('edit')}
        </Button>
        <Anchor component={Link} to={`/clients/${client.id}`} size="sm">
          {t('openClient')}
        </Anchor>
      </Group>
    </Stack>
  );
}

function Editor({ client, onDone }: { client: Client; onDone: () => void }) {
  const t = clientStrings.useText();
  const field = useAutosave<Known>(knownSaving(useQueryClient(), client));
  const { value, setValue } = field;
  return (
    <Stack gap="xs" onBlur={() => void field.flush()}>
      <FactsEditor facts={value.facts} onChange={(facts) => setValue({ ...value, facts })} />
      <Textarea
        aria-label={t('notes')}
        placeholder={t('notesHint')}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={20_000}
        value={value.notes}
        onChange={(event) => setValue({ ...value, notes: event.currentTarget.value })}
      />
      <Group justify="space-between">
        <SaveState
          state={field.state}
          detail={field.error instanceof Error ? field.error.message : undefined}
          onKeepMine={() => void field.keepMine()}
          onTakeTheirs={() => void field.takeTheirs()}
        />
        <Button size="compact-sm" variant="default" onClick={onDone}>
          {t('done')}
        </Button>
      </Group>
    </Stack>
  );
}
