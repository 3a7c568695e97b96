import { Group, Stack, Text } from '@mantine/core';
import type { NodeServed, Walk } from '@/api/walks';
import { Words } from '@/ui/Words';
import { isTakenOver } from '../kind';
import { strings } from '../strings';
import { EscalateButton, ResolveButton } from './actions';

/**
 * The end of a flow: what fixed it, or what to hand over; the one fitting action comes first. Whoever took the walk over
 * is the second line already, and is there to solve it.
 */
export function Leaf({ walk, node }: { walk: Walk; node: NodeServed }) {
  const t = strings.useText();
  const solves = node.type === 'resolution' || isTakenOver(walk);
  const facts: [string, string | null | undefined][] = [
    [t('to'), node.to],
    [t('because'), node.reason],
    [t('handOver'), node.hand_over],
  ];
  return (
    <Stack>
      {node.notes && <Words text={node.notes} />}
      {facts.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <Text size="sm" fw={600}>
                {label}
              </Text>
              <Words text={value} />
            </div>
          ),
      )}
      {walk.may_act && (
        <Group gap="xs">
          {solves ? (
            <>
              <ResolveButton main />
              <EscalateButton />
            </>
          ) : (
            <>
              <EscalateButton main />
              <ResolveButton />
            </>
          )}
        </Group>
      )}
    </Stack>
  );
}
