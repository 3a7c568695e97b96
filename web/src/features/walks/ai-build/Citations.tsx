import { List, Text } from '@mantine/core';
import type { NodeServed } from '@/api/walks';
import { building } from './strings';

/** Passages of the account's own knowledge that a step leans on. */
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
            {one.source}
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
