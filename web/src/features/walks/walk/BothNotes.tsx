import { Button, Group, Text } from '@mantine/core';
import { NoteBox } from '@/ui/NoteBox';
import { workspace as strings } from '../workspace';
import own from '../workspace.module.css';
import { mergeNotes } from './mergeNotes';

interface BothNotesProps {
  mine: string;
  theirs: string;
  /** Saves this text over theirs. */
  onKeep: (text: string) => void;
  onTakeTheirs: () => void;
}

/** Two people wrote notes at once: theirs is shown under mine, and the person says what stays. */
export function BothNotes({ mine, theirs, onKeep, onTakeTheirs }: BothNotesProps) {
  const t = strings.useText();
  return (
    <div className={own.both}>
      <Text size="sm" fw={600} role="alert">
        {t('bothTitle')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('bothHelp')}
      </Text>
      <section aria-label={t('bothTheirs')}>
        <Text size="xs" fw={600} c="dimmed">
          {t('bothTheirs')}
        </Text>
        <NoteBox>{theirs || t('bothEmpty')}</NoteBox>
      </section>
      <Group gap="xs">
        <Button size="compact-sm" onClick={() => onKeep(mergeNotes(mine, theirs))}>
          {t('bothTogether')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onKeep(mine)}>
          {t('bothMine')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onTakeTheirs}>
          {t('bothTake')}
        </Button>
      </Group>
    </div>
  );
}
