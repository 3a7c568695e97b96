import { Modal, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef, useState } from 'react';
import type { TreeNode } from '@/lib/tree/types';
import { StepMark } from '@/ui/steps/StepMark';
import { useDoc } from '../context';
import classes from '../editor.module.css';
import { strings } from '../strings';

const SHOWN = 60;

interface StepPickerProps {
  title: string;
  help: ReactNode;
  /** Steps that can't be chosen are not offered. */
  fits: (node: TreeNode) => boolean;
  choose: (id: string) => void;
  onClose: () => void;
}

const wordsOf = (node: TreeNode): string => `${node.text} ${node.id}`.toLocaleLowerCase();

/** Chooses a step by its words: type, arrows, Enter. */
export function StepPicker({ title, help, fits, choose, onClose }: StepPickerProps) {
  const t = strings.useText();
  const doc = useDoc();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const offered = useMemo(() => Object.values(doc.nodes).filter(fits), [doc, fits]);
  const found = useMemo(() => {
    const asked = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    return offered.filter((node) => asked.every((word) => wordsOf(node).includes(word)));
  }, [offered, words]);
  const shown = found.slice(0, SHOWN);
  const marked = shown[Math.min(at, shown.length - 1)];
  const move = (by: number): void => {
    const next = Math.max(0, Math.min(at + by, shown.length - 1));
    setAt(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => marked && choose(marked.id),
    }[event.key];
    if (act === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    act();
  };
  return (
    <Modal opened returnFocus={false} onClose={onClose} title={title} size="lg">
      <Stack gap="sm">
        <Text size="sm">{help}</Text>
        <TextInput
          data-autofocus
          role="combobox"
          aria-label={t('pickerSearch')}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={marked ? `${id}-${marked.id}` : undefined}
          placeholder={t('pickerSearch')}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div ref={list} id={id} role="listbox" aria-label={title} className={classes.picker}>
          {shown.map((node) => (
            <UnstyledButton
              key={node.id}
              id={`${id}-${node.id}`}
              role="option"
              aria-selected={node === marked}
              tabIndex={-1}
              className={classes.pick}
              onClick={() => choose(node.id)}
            >
              <StepMark type={node.type} />
              {node.text || t('noText')}
            </UnstyledButton>
          ))}
        </div>
        <Text size="xs" c="dimmed" role="status">
          {found.length === 0 ? t('pickerNone') : t('pickerCount', { count: found.length })}
        </Text>
      </Stack>
    </Modal>
  );
}
