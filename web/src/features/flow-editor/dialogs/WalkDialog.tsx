import { Button, Group, Modal, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useActions } from '@/lib/keys/useActions';
import { minutesInWords } from '@/lib/time';
import { stepKey } from '@/lib/tree/model';
import { isLeaf, type TreeNode } from '@/lib/tree/types';
import { Keys } from '@/ui/Keys';
import { StepMark } from '@/ui/steps/StepMark';
import stepClasses from '@/ui/steps/steps.module.css';
import { strings as stepStrings } from '@/ui/steps/strings';
import { Words } from '@/ui/Words';
import { useDoc, useEditor } from '../context';
import { answer, back, here, minutesOf, type Preview, pathOf, startAt } from '../document/walk';
import classes from '../editor.module.css';
import { chosenRow } from '../ops';
import { stepOf } from '../store';
import { strings } from '../strings';

/** Walks through the draft as it stands on screen, from the chosen step, without a ticket. */
export function WalkDialog({ onClose }: { onClose: () => void }) {
  const t = strings.useText();
  const editor = useEditor();
  const doc = useDoc();
  const [walk, setWalk] = useState<Preview>(() => startAt(stepOf(chosenRow(editor)) ?? doc.root_id));
  const node = here(doc, walk);
  const last = walk.given.at(-1);
  const edit = (): void => {
    onClose();
    editor.go(stepKey(node?.id ?? last?.node ?? doc.root_id));
  };
  const options = node === null || isLeaf(node.type) ? [] : node.options;
  const give = (option: string): void => setWalk(answer(doc, walk, option));
  useActions(
    [
      ...options.map((option, index) => ({
        id: `preview.answer.${index + 1}`,
        label: option.label,
        group: t('walk'),
        keys: String(index + 1),
        run: () => give(option.id),
      })),
      {
        id: 'preview.back',
        label: t('walkBack'),
        group: t('walk'),
        keys: ['u', 'Backspace'],
        disabled: walk.given.length === 0,
        run: () => setWalk(back(walk)),
      },
      { id: 'preview.edit', label: t('walkEdit'), group: t('walk'), keys: 'e', run: edit },
    ],
    'dialog',
  );
  const minutes = minutesOf(doc, walk);
  return (
    <Modal opened returnFocus={false} onClose={onClose} title={t('walkTitle')} size="lg">
      <Stack>
        <Text size="xs" c="dimmed">
          {t('walkHelp')}
        </Text>
        <Path walk={walk} go={(kept) => setWalk(back(walk, kept))} />
        <Asked node={node} />
        <Stack gap="xs">
          {options.map((option, index) => (
            <Button
              key={option.id}
              variant="default"
              justify="space-between"
              h="auto"
              mih={44}
              rightSection={<Keys keys={String(index + 1)} />}
              classNames={{ label: classes.wrapping }}
              onClick={() => give(option.id)}
            >
              {option.label || t('noWords')}
            </Button>
          ))}
        </Stack>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            disabled={walk.given.length === 0}
            rightSection={<Keys keys="u" />}
            onClick={() => setWalk(back(walk))}
          >
            {t('walkBack')}
          </Button>
          <Button size="xs" variant="default" rightSection={<Keys keys="e" />} onClick={edit}>
            {t('walkEdit')}
          </Button>
          {minutes !== null && (
            <Text size="xs" c="dimmed">
              {t('walkMinutes', { time: minutesInWords(minutes) })}
            </Text>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function Path({ walk, go }: { walk: Preview; go: (kept: number) => void }) {
  const doc = useDoc();
  const path = pathOf(doc, walk);
  if (path.length === 0) return null;
  return (
    <ol className={classes.path}>
      {path.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step may be passed twice
        <li key={index}>
          <UnstyledButton className={stepClasses.jump} onClick={() => go(index)}>
            {one.question}
          </UnstyledButton>{' '}
          <span className={stepClasses.answer}>{one.answer}</span>
        </li>
      ))}
    </ol>
  );
}

/** The step that is asked now; the focus goes to it. */
function Asked({ node }: { node: TreeNode | null }) {
  const t = strings.useText();
  const stepText = stepStrings.useText();
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new step is read out
  useEffect(() => heading.current?.focus(), [node]);
  return (
    <div>
      <Title order={2} ref={heading} tabIndex={-1} data-autofocus className={classes.asked}>
        {node === null ? t('walkNowhere') : node.text || t('noText')}
      </Title>
      {node !== null && (
        <Text size="sm" c="dimmed">
          <StepMark type={node.type} /> {isLeaf(node.type) ? t('walkEnd') : stepText(`type_${node.type}`)}
        </Text>
      )}
      {node?.help && <Words text={node.help} size="sm" />}
      {node?.notes && <Words text={node.notes} size="sm" />}
      {node?.hand_over && <Words text={node.hand_over} size="sm" />}
    </div>
  );
}
