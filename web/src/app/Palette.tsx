import { Group, Modal, Text, TextInput, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useId, useState } from 'react';
import { type Action, currentActions, keysOf } from '@/lib/keys/actions';
import { Keys } from '@/ui/Keys';
import classes from './Palette.module.css';
import { strings } from './strings';

/** All actions by name, with their shortcuts beside them: type, choose by arrows, Enter. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = strings.useText();
  const id = useId();
  const [all] = useState(() => currentActions().filter((action) => !action.keyOnly));
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = all.filter((action) => action.label.toLowerCase().includes(words.trim().toLowerCase()));
  const present = found[Math.min(chosen, found.length - 1)];

  const run = (action: Action | undefined): void => {
    if (!action) return;
    onClose();
    // After the dialog has given the focus back, so that the action may take it.
    setTimeout(action.run, 0);
  };
  const move = (step: number): void =>
    setChosen((now) => Math.min(Math.max(now + step, 0), found.length - 1));
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => run(present),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  };

  return (
    <Modal opened onClose={onClose} title={t('commands')} size="lg" yOffset="12vh" centered={false}>
      <TextInput
        data-autofocus
        aria-label={t('commandsField')}
        placeholder={t('commandsField')}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={present ? `${id}-${present.id}` : undefined}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label={t('commands')} className={classes.list}>
        {found.map((action) => (
          <UnstyledButton
            key={action.id}
            id={`${id}-${action.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={action === present}
            className={classes.option}
            onClick={() => run(action)}
          >
            <Group justify="space-between">
              <Text size="sm">{action.label}</Text>
              {keysOf(action).map((keys) => (
                <Keys key={keys} keys={keys} />
              ))}
            </Group>
          </UnstyledButton>
        ))}
      </div>
      {found.length === 0 && (
        <Text size="sm" c="dimmed" role="status">
          {t('commandsNone')}
        </Text>
      )}
    </Modal>
  );
}
