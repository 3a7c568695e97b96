import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Starter, startersQuery, useInstallStarters } from '@/api/flowImports';
import { troubleOf } from '@/api/problem';
import { Loaded } from '@/ui/Loaded';
import { notifyDone, notifyProblem } from '@/ui/toast';
import { Words } from '@/ui/Words';
import { strings as flowStrings } from '../strings';
import classes from './importing.module.css';
import { strings } from './strings';

/** The flows that come with the product, each with its own button. */
export function StarterList() {
  const t = strings.useText();
  const query = useQuery(startersQuery);
  return (
    <Loaded query={query} explain={troubleOf}>
      {(starters) => (
        <Stack>
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              {t('startersIntro')}
            </Text>
            {starters.filter((one) => one.flow_id === null).length > 1 && (
              <Install label={t('installAll')} keys={null} />
            )}
          </Group>
          <ul className={classes.starters}>
            {starters.map((starter) => (
              <StarterCard key={starter.key} starter={starter} />
            ))}
          </ul>
        </Stack>
      )}
    </Loaded>
  );
}

function StarterCard({ starter }: { starter: Starter }) {
  const t = strings.useText();
  const flowText = flowStrings.useText();
  const facts = [starter.category, flowText('steps', { count: starter.node_count })].filter(Boolean);
  return (
    <li className={classes.starter}>
      <Title order={2} size="h3">
        {starter.title}
      </Title>
      <Text size="xs" c="dimmed">
        {facts.join(' · ')}
      </Text>
      <Words text={starter.description} size="sm" className={classes.starterWords} />
      <div>
        {starter.flow_id ? (
          <Link to="/flows/$flowId" params={{ flowId: starter.flow_id }}>
            {t('installed')}
          </Link>
        ) : (
          <Install label={t('install')} keys={[starter.key]} />
        )}
      </div>
    </li>
  );
}

function Install({ label, keys }: { label: string; keys: string[] | null }) {
  const t = strings.useText();
  const install = useInstallStarters(({ items }) => notifyDone(t('installedDone', { count: items.length })));
  const run = (): void =>
    install.mutate(keys, {
      onError: (error) => notifyProblem(troubleOf(error).detail, troubleOf(error).title),
    });
  return (
    <Button variant="default" size="xs" loading={install.isPending} onClick={run}>
      {label}
    </Button>
  );
}
