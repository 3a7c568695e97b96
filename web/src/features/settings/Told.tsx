import { Alert, Checkbox, Stack, Table, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Preferences, preferencesQuery, useChangePreferences } from '@/api/notifications';
import { isProblem, troubleOf } from '@/api/problem';
import { Loaded } from '@/ui/Loaded';
import { Panel } from '@/ui/Panel';
import { notifyDone, notifyProblem } from '@/ui/toast';
import classes from './settings.module.css';
import { strings } from './toldStrings';

type How = Preferences['kinds'][number];

/** What a person is told of, and how. Each tick is saved at once. */
export function Told() {
  const query = useQuery(preferencesQuery);
  return (
    <div className={classes.form}>
      <Loaded query={query} explain={troubleOf}>
        {(preferences) => <ToldTable preferences={preferences} />}
      </Loaded>
    </div>
  );
}

function ToldTable({ preferences }: { preferences: Preferences }) {
  const t = strings.useText();
  const client = useQueryClient();
  const change = useChangePreferences();
  // What was just ticked shows at once; while it is being saved nothing else is.
  const ticked = change.isPending ? change.variables.choices : {};
  const shown = preferences.kinds.map((how) => ({ ...how, ...ticked[how.kind] }));
  const set = ({ kind, in_app, by_mail }: How): void => {
    if (change.isPending) return;
    change.mutate(
      { version: preferences.version, choices: { [kind]: { in_app, by_mail } } },
      {
        onSuccess: () => notifyDone(t('saved')),
        onError: (error) => {
          if (isProblem(error, 412)) void client.invalidateQueries(preferencesQuery);
          notifyProblem(isProblem(error, 412) ? t('changed') : troubleOf(error).detail);
        },
      },
    );
  };
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('intro')}
      </Text>
      {!preferences.mail_configured && <Alert color="yellow">{t('noMail')}</Alert>}
      <Panel padded={false}>
        <Table className="rf-table" aria-label={t('table')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('what')}</Table.Th>
              <Table.Th scope="col">{t('inApp')}</Table.Th>
              <Table.Th scope="col">{t('byMail')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((how) => (
              <Row key={how.kind} how={how} set={set} />
            ))}
          </Table.Tbody>
        </Table>
      </Panel>
      <Text size="sm" c="dimmed">
        {t('many')}
      </Text>
    </Stack>
  );
}

function Row({ how, set }: { how: How; set: (how: How) => void }) {
  const t = strings.useText();
  const what = t(how.kind);
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {what}
      </Table.Th>
      <Table.Td>
        <Checkbox
          size="md"
          aria-label={`${what}: ${t('inApp')}`}
          checked={how.in_app}
          onChange={(event) => set({ ...how, in_app: event.currentTarget.checked })}
        />
      </Table.Td>
      <Table.Td>
        <Checkbox
          size="md"
          aria-label={`${what}: ${t('byMail')}`}
          checked={how.by_mail}
          onChange={(event) => set({ ...how, by_mail: event.currentTarget.checked })}
        />
      </Table.Td>
    </Table.Tr>
  );
}
