import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRef } from 'react';
import type { Tree, TreeNode } from '@/api/flows';
import { useActions } from '@/lib/keys/useActions';
import { LIMITS } from '@/lib/tree/types';
import { Keys } from '@/ui/Keys';
import { strings } from './strings';

interface StepEditorProps {
  tree: Tree;
  node: TreeNode;
  busy: boolean;
  save: (tree: Tree) => void;
  close: () => void;
}

interface Values {
  text: string;
  help: string;
  labels: string[];
}

/** The tree with the words of one step changed. */
export function rewritten(tree: Tree, node: TreeNode, { text, help, labels }: Values): Tree {
  const options = node.options.map((option, at) => ({
    ...option,
    label: (labels[at] ?? option.label).trim(),
  }));
  const changed: TreeNode = { ...node, text: text.trim(), help: help.trim() || null, options };
  return { ...tree, nodes: { ...tree.nodes, [node.id]: changed } };
}

/** The words of one step: its text, its help, its answers. Its shape is changed in the flow editor. */
export function StepEditor({ tree, node, busy, save, close }: StepEditorProps) {
  const t = strings.useText();
  const element = useRef<HTMLFormElement>(null);
  const form = useForm<Values>({
    initialValues: {
      text: node.text,
      help: node.help ?? '',
      labels: node.options.map(({ label }) => label),
    },
    validate: {
      text: (text) => (text.trim() === '' ? t('textNeeded') : null),
      labels: (labels) => (labels.some((label) => label.trim() === '') ? t('labelNeeded') : null),
    },
  });
  useActions(
    [
      {
        id: 'builder.saveStep',
        label: t('save'),
        group: t('editTitle'),
        keys: 'mod+Enter',
        run: () => element.current?.requestSubmit(),
      },
    ],
    'dialog',
  );
  return (
    <form ref={element} onSubmit={form.onSubmit((values) => save(rewritten(tree, node, values)))}>
      <Stack gap="xs">
        <Textarea
          label={t('stepText')}
          autoFocus
          autosize
          minRows={2}
          maxRows={10}
          maxLength={LIMITS.text}
          {...form.getInputProps('text')}
        />
        <Textarea
          label={t('stepHelp')}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={LIMITS.text}
          {...form.getInputProps('help')}
        />
        {node.options.map((option, at) => (
          <TextInput
            key={option.id}
            label={t('stepAnswer', { position: at + 1 })}
            maxLength={LIMITS.label}
            error={form.errors.labels && form.values.labels[at]?.trim() === '' ? form.errors.labels : null}
            {...form.getInputProps(`labels.${at}`, { withError: false })}
          />
        ))}
        <Group gap="xs">
          <Button type="submit" size="xs" loading={busy} rightSection={<Keys keys="mod+Enter" />}>
            {t('save')}
          </Button>
          <Button size="xs" variant="default" onClick={close}>
            {t('doNotSave')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
