import { Badge } from '@mantine/core';
import type { NodeServed, Walk } from '@/api/walks';
import { clientStrings } from '../clientStrings';

/** Says that a step is said or led otherwise for the walk's client. */
export function ClientAsideChip({ walk, node }: { walk: Walk; node: NodeServed }) {
  const t = clientStrings.useText();
  if (!node.for_client) return null;
  return (
    <Badge variant="light" color="spruce" tt="none">
      {walk.client_name ? t('forClient', { name: walk.client_name }) : t('forTheClient')}
    </Badge>
  );
}
