import { Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useClientChoice } from '@/api/clients';
import { flowQuery } from '@/api/flows';
import { useMay } from '@/api/me';
import { flowOverlaysQuery, type OverlayBrief, useMakeOverlay } from '@/api/overlays';
import { moreOf, rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { relativeTime } from '@/lib/time';
import { BackLink } from '@/ui/BackLink';
import { type Column, DataTable } from '@/ui/DataTable';
import { ErrorState } from '@/ui/ErrorState';
import { Loaded } from '@/ui/Loaded';
import { PageHeader } from '@/ui/PageHeader';
import { Panel } from '@/ui/Panel';
import { PickOrMake } from '@/ui/PickOrMake';
import classes from './overlays.module.css';
import { overlaysRoute } from './routes';
import { strings } from './strings';

/** For which clients a flow is another, and making one more. */
export function OverlaysPage() {
  const { flowId } = overlaysRoute.useParams();
  const t = strings.useText();
  const edits = useMay('edit_flows');
  const flow = useQuery(flowQuery(flowId));
  const overlays = useInfiniteQuery(flowOverlaysQuery(flowId));
  return (
    <>
      <BackLink to="/flows/$flowId" params={{ flowId }}>
        {t('back')}
      </BackLink>
      <PageHeader title={t('listTitle', { title: flow.data?.title ?? '' })} description={t('listIntro')} />
      <Stack>
        <Loaded query={overlays} explain={troubleOf} lines={4}>
          {(data) => {
            const rows = rowsOf(data);
            if (rows.length === 0) return <Text c="dimmed">{t('none')}</Text>;
            return (
              <DataTable
                label={t('listOpen')}
                rows={rows}
                rowKey={(row) => row.id}
                columns={columns(t)}
                {...moreOf(overlays)}
              />
            );
          }}
        </Loaded>
        {edits && flow.data?.tree && <Add flowId={flowId} />}
      </Stack>
    </>
  );
}

function Add({ flowId }: { flowId: string }) {
  const t = strings.useText();
  const navigate = useNavigate();
  const [clientId, setClientId] = useState<string | null>(null);
  const { choices, onWords, missing, make: makeClient, busy } = useClientChoice(setClientId);
  const make = useMakeOverlay(
    flowId,
    (made) =>
      void navigate({
        to: '/flows/$flowId/clients/$clientId',
        params: { flowId, clientId: made.client_id },
      }),
  );
  return (
    <Panel>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (clientId) make.mutate(clientId);
        }}
      >
        <Group align="flex-end">
          <PickOrMake
            label={t('client')}
            value={clientId}
            onChange={setClientId}
            choices={choices}
            onWords={onWords}
            nothing={t('clientNone')}
            make={
              missing === null ? null : { label: t('clientMake', { name: missing }), run: makeClient, busy }
            }
          />
          <Button type="submit" disabled={!clientId} loading={make.isPending}>
            {t('add')}
          </Button>
        </Group>
        {make.error && <ErrorState trouble={troubleOf(make.error)} />}
      </form>
    </Panel>
  );
}

function columns(t: ReturnType<typeof strings.useText>): Column<OverlayBrief>[] {
  return [
    {
      key: 'client',
      header: t('client'),
      cell: (row) => (
        <Link
          to="/flows/$flowId/clients/$clientId"
          params={{ flowId: row.flow_id, clientId: row.client_id }}
          className={classes.rowLink}
          data-list-item
        >
          {row.client_name}
        </Link>
      ),
    },
    { key: 'steps', header: t('steps'), cell: (row) => t('stepCount', { count: row.steps }), numeric: true },
    {
      key: 'drift',
      header: t('drift'),
      cell: (row) => (row.drift_count > 0 ? t('driftCount', { count: row.drift_count }) : ''),
    },
    {
      key: 'saved',
      header: t('saved'),
      cell: (row) =>
        row.saved_at ? t('by', { when: relativeTime(row.saved_at), name: row.author?.name ?? '' }) : '',
      wide: true,
    },
  ];
}
