import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Client } from '@/api/clients';
import { clientOverlaysQuery } from '@/api/overlays';
import { rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { Loaded } from '@/ui/Loaded';
import { Panel } from '@/ui/Panel';
import classes from './clients.module.css';
import { strings } from './strings';

/** The flows that are walked otherwise for this client, and what of them changed since. */
export function ClientOverlays({ client }: { client: Client }) {
  const t = strings.useText();
  const overlays = useInfiniteQuery(clientOverlaysQuery(client.id));
  return (
    <Panel title={t('overlays')}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('overlaysHint')}
      </Text>
      <Loaded query={overlays} explain={troubleOf} lines={2}>
        {(data) => {
          const rows = rowsOf(data);
          if (rows.length === 0) return <Text size="sm">{t('noOverlays')}</Text>;
          return rows.map((one) => (
            <Link
              key={one.id}
              to={`/flows/${one.flow_id}/clients/${client.id}` as '/'}
              className={classes.line}
            >
              <Text fw={550}>{one.flow_title}</Text>
              <Text size="sm" c="dimmed">
                {t('overlaySteps', { count: one.steps })}
              </Text>
              {one.drift_count > 0 && (
                <Text size="sm" fw={550}>
                  {t('drift', { count: one.drift_count })}
                </Text>
              )}
            </Link>
          ));
        }}
      </Loaded>
      {overlays.hasNextPage && (
        <Button size="compact-sm" variant="subtle" onClick={() => void overlays.fetchNextPage()}>
          …
        </Button>
      )}
    </Panel>
  );
}
