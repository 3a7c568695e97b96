import { Group, Text, Title } from '@mantine/core';
import type { Walk } from '@/api/walks';
import { Panel } from '@/ui/Panel';
import { strings } from '../strings';
import classes from '../walks.module.css';
import { EscalateButton, ResolveButton } from './actions';

/** A walk without a flow: notes, then an end. */
export function Adhoc({ walk }: { walk: Walk }) {
  const t = strings.useText();
  return (
    <Panel>
      <Title order={2} className={classes.question}>
        {walk.problem_text}
      </Title>
      <Text c="dimmed" my="sm">
        {t('adhocIntro')}
      </Text>
      {walk.may_act && (
        <Group gap="xs">
          <ResolveButton main />
          <EscalateButton />
        </Group>
      )}
    </Panel>
  );
}
