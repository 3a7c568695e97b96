import { Group, Kbd } from '@mantine/core';
import { inWords, isSingleKey } from '@/lib/keys/match';
import { usePreferences } from '@/lib/preferences';
import classes from './ui.module.css';

/** A shortcut shown beside its action; nothing while single-key shortcuts are off. Readers hear it from the help sheet. */
export function Keys({ keys }: { keys: string }) {
  const on = usePreferences((preferences) => preferences.shortcuts);
  if (!on && isSingleKey(keys)) return null;
  return (
    <Kbd size="xs" aria-hidden="true" className="rf-key">
      {inWords(keys)}
    </Kbd>
  );
}

/** Shortcuts as content of their own, read out too. */
export function ShortcutKeys({ keys }: { keys: readonly string[] }) {
  return (
    <Group gap={4} wrap="nowrap" flex="none">
      {keys.map((one) => (
        <Kbd key={one} size="sm" className={classes.key}>
          {inWords(one)}
        </Kbd>
      ))}
    </Group>
  );
}
