import { Alert, Badge, Group, Text } from '@mantine/core';
import type { Making, Walk } from '@/api/walks';
import { dollars } from '@/lib/dollars';
import { questionsOf } from './place';
import { building } from './strings';

/** Stands above a walk that is built as one walks: who makes it, whether that was reviewed, how far it goes, what it cost, what leaves. */
export function Notice({ walk }: { walk: Walk }) {
  const t = building.useText();
  const { making } = walk;
  if (!making) return null;
  const who = makersOf(walk);
  const active = walk.status === 'active';
  const facts = [active && left(walk, t), costOf(making, t)].filter(Boolean);
  return (
    <Alert color={active && who !== 'Playbook' ? 'yellow' : 'gray'} role="note" py="xs">
      <Text size="sm">{t(active ? `by${who}` : `ended${who}`)}</Text>
      <Group gap="2px var(--mantine-spacing-xs)" mt={2}>
        <Text size="sm">{t('stepsBy')}</Text>
        <Badge variant="light" color={making.source === 'model' ? 'spruce' : 'gray'} tt="none" fw={550}>
          {making.label}
        </Badge>
        <Text size="sm">{facts.join(' · ')}</Text>
      </Group>
      {active && making.sends !== 'nothing' && (
        <Text size="xs" mt={2}>
          {t(making.sends === 'all' ? 'sends_all' : 'sends_answers')}
        </Text>
      )}
    </Alert>
  );
}

/** Who made the steps of a walk: those that were answered, and the one at hand. */
function makersOf(walk: Walk): 'Model' | 'Playbook' | 'Both' {
  const made = new Set<string>(walk.walked_path.map((step) => step.made_by));
  if (walk.making) made.add(walk.making.source);
  if (!made.has('model')) return 'Playbook';
  return made.has('playbook') ? 'Both' : 'Model';
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
