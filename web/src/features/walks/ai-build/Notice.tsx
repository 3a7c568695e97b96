import { Alert, Badge, Group, Text } from '@mantine/core';
import type { Making, Walk } from '@/api/walks';
import { dollars } from '@/lib/dollars';
import { questionsOf } from './place';
import { building } from './strings';

/** Stands above a walk that is built as one walks: that nobody reviewed it, who makes it, how far it goes, what it cost, what leaves. */
export function Notice({ walk }: { walk: Walk }) {
  const t = building.useText();
  const { making } = walk;
  if (!making) return null;
  const facts = [walk.status === 'active' && left(walk, t), costOf(making, t)].filter(Boolean);
  return (
    <Alert color="yellow" role="note" py="xs">
      <Text size="sm">{t('unreviewed')}</Text>
      <Group gap="2px var(--mantine-spacing-xs)" mt={2}>
        <Text size="sm">{t('stepsBy')}</Text>
        <Badge variant="light" color={making.source === 'model' ? 'spruce' : 'gray'} tt="none" fw={550}>
          {making.label}
        </Badge>
        <Text size="sm">{facts.join(' · ')}</Text>
      </Group>
      {walk.status === 'active' && making.sends !== 'nothing' && (
        <Text size="xs" mt={2}>
          {t(making.sends === 'all' ? 'sends_all' : 'sends_answers')}
        </Text>
      )}
    </Alert>
  );
}

type Words = ReturnType<typeof building.useText>;

function left(walk: Walk, t: Words): string {
  const { left: count, of } = questionsOf(walk);
  return count === 0 ? t('leftNone', { of }) : t('left', { count, of });
}

/** What the models' calls for this walk cost; the playbook costs nothing and says nothing. */
export function costOf({ source, cost, calls }: Making, t: Words): string | null {
  if (source === 'playbook' && calls === 0) return null;
  const spent = cost === null ? t('costUnknown') : t('cost', { cost: dollars(cost) });
  return `${spent} (${t('calls', { count: calls })})`;
}
