import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Walk } from '@/api/walks';
import { useActions } from '@/lib/keys/useActions';
import { exactTime } from '@/lib/time';
import { Keys } from '@/ui/Keys';
import { Panel } from '@/ui/Panel';
import { EscalateButton, ResolveButton } from '../walk/actions';
import { focusField } from '../walk/focusField';
import { NOTES_FIELD } from '../walk/useWalkKeys';
import walks from '../walks.module.css';
import { building } from './strings';
import type { GoingOn } from './useGoingOn';
import { useHeadingFocus } from './useHeadingFocus';

interface StuckProps {
  walk: Walk;
  goingOn: GoingOn;
}

/** Walks whose person chose to go on with notes, while this window is open. */
const withNotes = new Set<string>();

/** The next question could not be made: why in one sentence, that nothing is lost, and the ways on, each with its key. */
export function Stuck({ walk, goingOn }: StuckProps) {
  const [notesOnly, setNotesOnly] = useState(() => withNotes.has(walk.id));
  const heading = useHeadingFocus();
  const t = building.useText();
  const keepNotes = (): void => {
    withNotes.add(walk.id);
    setNotesOnly(true);
    focusField(NOTES_FIELD);
  };
  return (
    <Panel>
      <Stack>
        <Title order={2} className={walks.question} ref={heading} tabIndex={-1}>
          {notesOnly ? t('notesOnly') : t(walk.step_count === 0 ? 'stuckFirst' : 'stuckNext')}
        </Title>
        {notesOnly ? <Text c="dimmed">{t('notesOnlyHelp')}</Text> : <Why walk={walk} goingOn={goingOn} />}
        {walk.may_act && <WaysOn walk={walk} goingOn={goingOn} keepNotes={keepNotes} notesOnly={notesOnly} />}
      </Stack>
    </Panel>
  );
}

function Why({ walk, goingOn }: StuckProps) {
  const t = building.useText();
  const resets = walk.making?.resets_at;
  return (
    <Text role="alert">
      {goingOn.error?.message ?? walk.making?.trouble?.detail ?? t('stuckUnknown')}
      {resets && ` ${t('resets', { when: exactTime(resets) })}`}
    </Text>
  );
}

/** Troubles that asking the model again does not mend: credit is used up, or the key is refused. */
const NOT_BY_TRYING = new Set(['budget', 'misconfigured']);

/** The way on that helps most. */
function mainOf({ making }: Walk): 'again' | 'playbook' | 'escalate' {
  if (making?.may_try_again && !NOT_BY_TRYING.has(making.trouble?.code ?? '')) return 'again';
  return making?.playbook_may_go_on ? 'playbook' : 'escalate';
}

interface WaysOnProps extends StuckProps {
  keepNotes: () => void;
  notesOnly: boolean;
}

function WaysOn({ walk, goingOn, keepNotes, notesOnly }: WaysOnProps) {
  const t = building.useText();
  const group = t('group');
  const mayTry = walk.making?.may_try_again === true;
  const mayPlaybook = walk.making?.playbook_may_go_on === true;
  useActions([
    { id: 'walk.try-again', label: t('again'), group, keys: 't', run: goingOn.again, disabled: !mayTry },
    {
      id: 'walk.with-playbook',
      label: t('withPlaybook'),
      group,
      keys: 'b',
      run: goingOn.withPlaybook,
      disabled: !mayPlaybook,
    },
    { id: 'walk.notes-only', label: t('keepNotes'), group, keys: '.', run: keepNotes },
  ]);
  const first = notesOnly ? null : mainOf(walk);
  const again = mayTry && (
    <Button
      key="again"
      variant={first === 'again' ? 'filled' : 'default'}
      rightSection={<Keys keys="t" />}
      onClick={goingOn.again}
    >
      {t('again')}
    </Button>
  );
  return (
    <Group gap="xs">
      {first === 'again' && again}
      {first === 'escalate' && <EscalateButton main />}
      {mayPlaybook && (
        <Button
          variant={first === 'playbook' ? 'filled' : 'default'}
          rightSection={<Keys keys="b" />}
          onClick={goingOn.withPlaybook}
        >
          {t('withPlaybook')}
        </Button>
      )}
      {first !== 'again' && again}
      {!notesOnly && (
        <Button variant="default" rightSection={<Keys keys="." />} onClick={keepNotes}>
          {t('keepNotes')}
        </Button>
      )}
      {first !== 'escalate' && <EscalateButton />}
      <ResolveButton />
    </Group>
  );
}
