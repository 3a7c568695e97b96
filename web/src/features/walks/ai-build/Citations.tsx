import { Anchor, List, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { NodeServed } from '@/api/walks';
import { building } from './strings';

/** Passages of the account's own knowledge that a step leans on; flows that this person may read open. */
export function Citations({ node }: { node: NodeServed }) {
  const t = building.useText();
  // The reply to an answer leaves out what is empty.
  const cited = node.citations ?? [];
  if (cited.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('leansOn')}
      </Text>
      <List size="sm">
        {cited.map((one) => (
          <List.Item key={`${one.source}-${one.passage}`}>
            {one.flow_id ? <Open flowId={one.flow_id} title={one.source} /> : one.source}
            {one.passage && (
              <Text component="span" size="sm" c="dimmed" display="block" lineClamp={3}>
                {one.passage}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
    </div>
  );
}

function Open({ flowId, title }: { flowId: string; title: string }) {
  return (
    <Anchor size="sm" renderRoot={(props) => <Link to="/flows/$flowId" params={{ flowId }} {...props} />}>
      {title}
    </Anchor>
  );
}
