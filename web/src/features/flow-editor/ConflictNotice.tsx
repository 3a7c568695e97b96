import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { relativeTime } from '@/lib/time';
import { diff } from '@/lib/tree/diff';
import { IconWarning } from '@/ui/icons';
import { ChangeList } from '@/ui/steps/ChangeList';
import { notifyDone, notifyUndo } from '@/ui/toast';
import { useDoc } from './context';
import type { Conflict, Saving } from './saving';
import { strings } from './strings';

/** Somebody else saved the draft meanwhile: who, when, what, and the ways out. None of them loses anything. */
export function ConflictNotice({ saving, conflict }: { saving: Saving; conflict: Conflict }) {
  const t = strings.useText();
  const mine = useDoc();
  const { theirs, both } = conflict;
  const changes = useMemo(() => diff(mine, theirs.tree), [mine, theirs]);
  const who = theirs.updated_by?.name ?? t('somebody');
  const keepMine = async (): Promise<void> => {
    const other = await saving.keepMine();
    notifyUndo(t('keptMine'), () => void saving.editor.edit(() => ({ doc: other, at: null })));
  };
  const takeTheirs = async (): Promise<void> => {
    await saving.takeTheirs();
    notifyUndo(t('tookTheirs'), () => saving.editor.undo());
  };
  const takeBoth = async (): Promise<void> => {
    await saving.takeBoth();
    notifyDone(t('tookBoth'));
  };
  return (
    <Alert
      role="alert"
      color="yellow"
      variant="light"
      icon={<IconWarning />}
      title={t('conflictTitle', { who })}
    >
      <Stack gap="xs">
        <Text size="sm">
          {t('conflictHelp', { when: theirs.updated_at ? relativeTime(theirs.updated_at) : '' })}
        </Text>
        <details>
          <summary>{t('conflictChanges', { count: changes.length })}</summary>
          <ChangeList changes={changes} />
        </details>
        {both !== null && both.clashes.length > 0 && (
          <Text size="sm">{t('clashes', { count: both.clashes.length })}</Text>
        )}
        <Group gap="xs">
          {both !== null && (
            <Button size="xs" onClick={() => void takeBoth()}>
              {t('takeBoth')}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => void keepMine()}>
            {t('keepMine')}
          </Button>
          <Button size="xs" variant="default" onClick={() => void takeTheirs()}>
            {t('takeTheirs')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
