import { Alert, Button, Group, Text } from '@mantine/core';
import type { Walk } from '@/api/walks';
import { useActions } from '@/lib/keys/useActions';
import { Keys } from '@/ui/Keys';
import { building } from './strings';
import type { GoingOn } from './useGoingOn';

interface AsideProps {
  walk: Walk;
  goingOn: GoingOn;
}

/** What is to be said beside a step that is there: that it was reported as wrong, or why the playbook took over. */
export function Aside({ walk, goingOn }: AsideProps) {
  const { making } = walk;
  if (making?.state !== 'ready' || !making.trouble) return null;
  const may = walk.may_act && walk.status === 'active';
  return (
    <Alert color="gray" role="status" py="xs">
      <Text size="sm">{goingOn.error?.message ?? making.trouble.detail}</Text>
      {may && (making.may_try_again || making.playbook_may_go_on) && (
        <Another goingOn={goingOn} again={making.may_try_again} playbook={making.playbook_may_go_on} />
      )}
    </Alert>
  );
}

function Another({ goingOn, again, playbook }: { goingOn: GoingOn; again: boolean; playbook: boolean }) {
  const t = building.useText();
  const group = t('group');
  useActions([
    { id: 'walk.another', label: t('another'), group, keys: 'a', run: goingOn.again, disabled: !again },
    {
      id: 'walk.with-playbook',
      label: t('withPlaybook'),
      group,
      keys: 'b',
      run: goingOn.withPlaybook,
      disabled: !playbook,
    },
  ]);
  return (
    <Group gap="xs" mt="xs">
      {again && (
        <Button size="compact-sm" rightSection={<Keys keys="a" />} onClick={goingOn.again}>
          {t('another')}
        </Button>
      )}
      {playbook && (
        <Button
          size="compact-sm"
          variant="default"
          rightSection={<Keys keys="b" />}
          onClick={goingOn.withPlaybook}
        >
          {t('withPlaybook')}
        </Button>
      )}
    </Group>
  );
}
