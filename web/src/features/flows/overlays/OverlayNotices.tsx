import { Alert, Anchor, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FlowDetail } from '@/api/flows';
import { useMay } from '@/api/me';
import { flowOverlaysQuery } from '@/api/overlays';
import { rowsOf } from '@/api/paging';
import { strings } from './strings';

/** Where clients' versions stand on steps that changed since, and the way to all of them. */
export function OverlayNotices({ flow }: { flow: FlowDetail }) {
  const t = strings.useText();
  const reads = useMay('use_tickets');
  const edits = useMay('edit_flows');
  const overlays = useInfiniteQuery({ ...flowOverlaysQuery(flow.id), enabled: reads });
  const rows = overlays.data ? rowsOf(overlays.data) : [];
  const drifted = rows.filter((one) => one.drift_count > 0);
  if (!reads || (rows.length === 0 && !edits)) return null;
  return (
    <>
      {edits && drifted.length > 0 && (
        <Alert variant="light" color="yellow">
          {drifted.map((one) => (
            <Text key={one.id} size="sm">
              {t('notice', { count: one.drift_count, name: one.client_name })}{' '}
              <Anchor component={Link} to={`/flows/${flow.id}/clients/${one.client_id}`} size="sm">
                {t('look')}
              </Anchor>
            </Text>
          ))}
        </Alert>
      )}
      <Text size="sm">
        <Anchor component={Link} to={`/flows/${flow.id}/clients`} size="sm">
          {t('listOpen')}
          {rows.length > 0 && `: ${rows.map((one) => one.client_name).join(', ')}`}
        </Anchor>
      </Text>
    </>
  );
}
