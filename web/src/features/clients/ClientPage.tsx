import { Alert, Button, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type Client, clientQuery, useArchiveClient, useUnarchiveClient } from '@/api/clients';
import { useMay } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { useActions } from '@/lib/keys/useActions';
import { BackLink } from '@/ui/BackLink';
import { Keys } from '@/ui/Keys';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { notifyDone, notifyProblem, notifyUndo } from '@/ui/toast';
import { ClientOverlays } from './ClientOverlays';
import { ClientTickets } from './ClientTickets';
import classes from './clients.module.css';
import { clientRoute } from './index';
import { KnownEditor } from './KnownEditor';
import { RenameDialog } from './RenameDialog';
import { strings } from './strings';

/** One client: what is known, its last tickets, and where flows differ for it. */
export function ClientPage() {
  const { clientId } = clientRoute.useParams();
  const t = strings.useText();
  const client = useQuery({ ...clientQuery(clientId), refetchInterval: 30_000 });
  return (
    <>
      {client.error && !client.data && <PageHeader title={t('notHere')} />}
      <Loaded query={client} explain={troubleOf} lines={8}>
        {(data) => <OneClient key={data.id} client={data} />}
      </Loaded>
    </>
  );
}

const onError = (error: Error): void => notifyProblem(troubleOf(error).detail, troubleOf(error).title);

function OneClient({ client }: { client: Client }) {
  const t = strings.useText();
  const navigate = useNavigate();
  const mayWalk = useMay('do_l1_work');
  const [renaming, { open, close }] = useDisclosure(false);
  const unarchive = useUnarchiveClient(({ name }) => notifyDone(t('unarchived', { name })));
  const putBack = (): void => unarchive.mutate(client.id, { onError });
  const archive = useArchiveClient(() =>
    notifyUndo(t('archived', { name: client.name }), () => unarchive.mutateAsync(client.id)),
  );
  const work = (): void => void navigate({ to: '/home', search: { client: client.id } });
  const worked = mayWalk && !client.archived_at;
  useActions([
    { id: 'client.rename', label: t('rename'), group: t('group'), keys: 'e', run: open },
    { id: 'client.work', label: t('workOn'), group: t('group'), keys: 'w', run: work, disabled: !worked },
  ]);
  return (
    <>
      <BackLink to="/clients">{t('clients')}</BackLink>
      <PageHeader
        title={client.name}
        actions={
          <>
            <Button variant="default" rightSection={<Keys keys="e" />} onClick={open}>
              {t('rename')}
            </Button>
            {client.archived_at ? (
              <Button variant="default" onClick={putBack}>
                {t('unarchive')}
              </Button>
            ) : (
              <Button variant="default" onClick={() => archive.mutate(client.id, { onError })}>
                {t('archive')}
              </Button>
            )}
            {worked && (
              <Button rightSection={<Keys keys="w" />} onClick={work}>
                {t('workOn')}
              </Button>
            )}
          </>
        }
      />
      {client.archived_at && (
        <Alert color="gray" variant="light" mb="md">
          <Group>{t('archivedNotice')}</Group>
        </Alert>
      )}
      <div className={classes.layout}>
        <KnownEditor client={client} />
        <Stack>
          <ClientTickets client={client} />
          <ClientOverlays client={client} />
        </Stack>
      </div>
      {renaming && <RenameDialog client={client} onClose={close} />}
    </>
  );
}
