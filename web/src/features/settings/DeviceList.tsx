import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import { troubleOf } from '@/api/problem';
import { sessionsQuery, useEndSession } from '@/api/session';
import { type Column, DataTable } from '@/ui/DataTable';
import { Loaded } from '@/ui/Loaded';
import { Time } from '@/ui/Time';
import { notifyDone, notifyProblem } from '@/ui/toast';
import { deviceName } from './device';
import { strings } from './strings';

type Device = Schemas['SessionShown'];

export function DeviceList() {
  const t = strings.useText();
  const query = useQuery(sessionsQuery);
  const end = useEndSession();
  const signOut = (id: string): void =>
    end.mutate(id, {
      onSuccess: () => notifyDone(t('signedOutDevice')),
      onError: (error) => notifyProblem(troubleOf(error).detail, troubleOf(error).title),
    });
  const columns: Column<Device>[] = [
    {
      key: 'device',
      header: t('device'),
      cell: (device) => (
        <>
          {deviceName(device.user_agent) ?? t('unknownDevice')}
          {device.current && (
            <Text span size="sm" c="dimmed">
              {' '}
              ({t('thisDevice')})
            </Text>
          )}
        </>
      ),
    },
    { key: 'address', header: t('address'), wide: true, cell: (device) => device.ip_address },
    {
      key: 'used',
      header: t('lastUsed'),
      numeric: true,
      cell: (device) => <Time iso={device.last_used_at ?? device.created_at} />,
    },
    {
      key: 'end',
      header: '',
      cell: (device) =>
        !device.current && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            data-list-item
            onClick={() => signOut(device.id)}
          >
            {t('signOutDevice')}
          </Button>
        ),
    },
  ];
  return (
    <section aria-label={t('devices')}>
      <Title order={2} mb="sm">
        {t('devices')}
      </Title>
      <Loaded query={query} explain={troubleOf} lines={2}>
        {(data) => (
          <DataTable
            label={t('devices')}
            rows={data.items}
            rowKey={(device) => device.id}
            columns={columns}
          />
        )}
      </Loaded>
    </section>
  );
}
