import { Modal, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { paletteQuery } from '@/api/desk';
import { troubleOf } from '@/api/problem';
import { currentActions } from '@/lib/keys/actions';
import { Keys } from '@/ui/Keys';
import { type Choice, choicesOf } from './choices';
import classes from './Palette.module.css';
import { strings } from './strings';

/** Short enough to feel at once, long enough not to ask for every letter. */
const PAUSE_MS = 60;

/** What can be done here, and every flow, ticket, walk and client by words: type, choose by arrows, Enter. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = strings.useText();
  const id = useId();
  const router = useRouter();
  const [actions] = useState(() => currentActions().filter((action) => !action.keyOnly));
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(0);
  const [settled] = useDebouncedValue(words.trim(), PAUSE_MS);
  const found = useQuery(paletteQuery(settled));
  const choices = choicesOf(actions, found.data ?? [], words, t, (path) => router.history.push(path));
  const present = choices[Math.min(chosen, choices.length - 1)];
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen one is brought into view when it changes
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView?.({ block: 'nearest' });
  }, [present?.key]);

  const run = (choice: Choice | undefined): void => {
    if (!choice) return;
    onClose();
    // After the dialog has given the focus back, so that the action may take it.
    setTimeout(choice.run, 0);
  };
  const move = (step: number): void =>
    setChosen((now) => Math.min(Math.max(Math.min(now, choices.length - 1) + step, 0), choices.length - 1));
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => run(present),
    };
    const step = steps[event.key];
    if (!step || event.nativeEvent.isComposing) return;
    event.preventDefault();
    step();
  };

  return (
    <Modal opened onClose={onClose} title={t('searchTitle')} size="lg" yOffset="12vh" centered={false}>
      <TextInput
        data-autofocus
        aria-label={t('commandsField')}
        placeholder={t('commandsField')}
        role="combobox"
        aria-expanded
        aria-autocomplete="list"
        aria-controls={id}
        aria-activedescendant={present ? `${id}-${present.key}` : undefined}
        maxLength={200}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} ref={list} role="listbox" aria-label={t('commands')} className={classes.list}>
        {grouped(choices).map(([group, members]) => (
          // biome-ignore lint/a11y/useSemanticElements: a part of a list of options, not of a form
          <div key={group} role="group" aria-label={group}>
            <Text size="xs" c="dimmed" className={classes.group} aria-hidden>
              {group}
            </Text>
            {members.map((choice) => (
              <Option
                key={choice.key}
                id={`${id}-${choice.key}`}
                choice={choice}
                chosen={choice === present}
                run={run}
              />
            ))}
          </div>
        ))}
      </div>
      {found.error && settled !== '' && (
        <Text size="sm" role="alert">
          {t('commandsOnly', { why: troubleOf(found.error).detail })}
        </Text>
      )}
      {choices.length === 0 && !found.isFetching && settled === words.trim() && (
        <Text size="sm" c="dimmed" role="status">
          {t('commandsNone')}
        </Text>
      )}
    </Modal>
  );
}

function grouped(choices: readonly Choice[]): [string, Choice[]][] {
  const groups = new Map<string, Choice[]>();
  for (const choice of choices) groups.set(choice.group, [...(groups.get(choice.group) ?? []), choice]);
  return [...groups];
}

interface OptionProps {
  id: string;
  choice: Choice;
  chosen: boolean;
  run: (choice: Choice) => void;
}

function Option({ id, choice, chosen, run }: OptionProps) {
  return (
    <UnstyledButton
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      className={classes.option}
      onClick={() => run(choice)}
    >
      <span className={classes.words}>
        <span className={classes.title}>{choice.title}</span>
        {choice.detail && <span className={classes.detail}>{choice.detail}</span>}
      </span>
      {choice.keys.map((keys) => (
        <Keys key={keys} keys={keys} />
      ))}
    </UnstyledButton>
  );
}
