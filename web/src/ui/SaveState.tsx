import { Button, Group, Text } from '@mantine/core';
import type { SaveState as State } from '@/lib/autosave/engine';
import { strings } from './strings';

interface SaveStateProps {
  state: State;
  /** Says more when nothing can be saved. */
  detail?: string;
  /** Says at a conflict what the other version is, where that is known. */
  conflict?: string;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

const COLORS: Record<State, string | undefined> = {
  saved: 'dimmed',
  unsaved: 'dimmed',
  saving: 'dimmed',
  retrying: 'var(--mantine-color-error)',
  conflict: 'var(--mantine-color-error)',
  refused: 'var(--mantine-color-error)',
};

/** The state of saving in words; at a conflict with the two ways out. */
export function SaveState({ state, detail, conflict, onKeepMine, onTakeTheirs }: SaveStateProps) {
  const t = strings.useText();
  const help = state === 'conflict' ? (conflict ?? t('conflictHelp')) : detail;
  return (
    <Group gap="xs" mih={24}>
      <Text size="xs" c={COLORS[state]} role="status" aria-live="polite">
        {t(state)}
        {(state === 'conflict' || state === 'refused') && help ? `. ${help}` : ''}
      </Text>
      {state === 'conflict' && (
        <>
          <Button size="compact-xs" variant="default" onClick={onKeepMine}>
            {t('keepMine')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={onTakeTheirs}>
            {t('takeTheirs')}
          </Button>
        </>
      )}
    </Group>
  );
}
