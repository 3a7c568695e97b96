import { ActionIcon, Button, Checkbox, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { randomId } from '@/lib/random';
import { IconClose, IconDown, IconPlus, IconUp } from '@/ui/icons';
import { notifyUndo } from '@/ui/toast';
import {
  added,
  type BranchLine,
  chosenOf,
  faultOf,
  MAX_BRANCHES,
  MAX_CHOSEN,
  moved,
  restored,
  without,
  written,
} from './branches';
import classes from './builder.module.css';
import { strings } from './strings';

interface BranchSelectorProps {
  lines: readonly BranchLine[];
  change: (edit: (lines: readonly BranchLine[]) => BranchLine[]) => void;
}

/** The top branches: written, added, left out, removed and put in order, all of it by keyboard too. */
export function BranchSelector({ lines, change }: BranchSelectorProps) {
  const t = strings.useText();
  const list = useRef<HTMLUListElement>(null);
  const [told, setTold] = useState('');
  const [target, focus] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a line that was added is there with the next list
  useEffect(() => {
    const found = target && list.current?.parentElement?.querySelector<HTMLElement>(target);
    if (!found) return;
    found.focus();
    focus(null);
  }, [target, lines]);
  const add = (): void => {
    const id = randomId();
    change((now) => added(now, id));
    focus(`[data-title="${id}"]`);
  };
  const move = (line: BranchLine, by: 1 | -1): void => {
    const at = lines.indexOf(line) + by;
    if (at < 0 || at >= lines.length) return;
    const held = document.activeElement instanceof HTMLElement ? document.activeElement.dataset : {};
    change((now) => moved(now, line.id, by));
    setTold(t('branchMoved', { title: line.title, position: at + 1, count: lines.length }));
    if (held.move) focus(`[data-move="${held.move}"][data-of="${line.id}"]`);
    else focus(`[data-title="${line.id}"]`);
  };
  const remove = (line: BranchLine): void => {
    const at = lines.indexOf(line);
    const near = lines[at + 1] ?? lines[at - 1];
    change((now) => without(now, line.id));
    notifyUndo(t('branchRemoved', { title: line.title || t('branchUnnamed') }), () =>
      change((now) => restored(now, line, at)),
    );
    focus(near ? `[data-title="${near.id}"]` : '[data-add]');
  };
  return (
    <Stack gap="xs">
      <p className="rf-hidden" role="status">
        {told}
      </p>
      <ul ref={list} className={classes.branches} aria-label={t('branches')}>
        {lines.map((line, at) => (
          <Branch
            key={line.id}
            line={line}
            lines={lines}
            at={at}
            write={(part) => change((now) => written(now, line.id, part))}
            move={(by) => move(line, by)}
            remove={() => remove(line)}
          />
        ))}
      </ul>
      {chosenOf(lines).length > MAX_CHOSEN && (
        <Text size="sm" c="var(--mantine-color-error)" role="status">
          {t('tooMany', { count: MAX_CHOSEN })}
        </Text>
      )}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus />}
          data-add
          onClick={add}
          disabled={lines.length >= MAX_BRANCHES}
        >
          {t('addBranch')}
        </Button>
        <Text size="xs" c="dimmed">
          {t('branchKeys')}
        </Text>
      </Group>
    </Stack>
  );
}

interface BranchProps {
  line: BranchLine;
  lines: readonly BranchLine[];
  at: number;
  write: (part: Partial<BranchLine>) => void;
  move: (by: 1 | -1) => void;
  remove: () => void;
}

function Branch({ line, lines, at, write, move, remove }: BranchProps) {
  const t = strings.useText();
  const fault = faultOf(lines, line);
  const name = line.title.trim() || t('branchNumber', { position: at + 1 });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li className={classes.branch} onKeyDown={onKeyDown}>
      <Checkbox
        mt={6}
        checked={line.chosen}
        aria-label={t('branchChosen', { title: name })}
        onChange={(event) => write({ chosen: event.currentTarget.checked })}
      />
      <div className={classes.branchFields}>
        <TextInput
          aria-label={t('branchTitle', { position: at + 1 })}
          placeholder={t('branchTitleHint')}
          value={line.title}
          maxLength={200}
          data-title={line.id}
          error={fault && t(`branch_${fault}`)}
          onChange={(event) => write({ title: event.currentTarget.value })}
        />
        <Textarea
          aria-label={t('branchDescription', { title: name })}
          placeholder={t('branchDescriptionHint')}
          value={line.description}
          maxLength={1000}
          autosize
          minRows={1}
          maxRows={5}
          onChange={(event) => write({ description: event.currentTarget.value })}
        />
      </div>
      <div className={classes.branchButtons}>
        <ActionIcon
          variant="subtle"
          color="gray"
          data-move="up"
          data-of={line.id}
          aria-disabled={at === 0}
          aria-label={t('moveUp', { title: name })}
          onClick={() => move(-1)}
        >
          <IconUp />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          data-move="down"
          data-of={line.id}
          aria-disabled={at === lines.length - 1}
          aria-label={t('moveDown', { title: name })}
          onClick={() => move(1)}
        >
          <IconDown />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('removeBranch', { title: name })}
          onClick={remove}
        >
          <IconClose />
        </ActionIcon>
      </div>
    </li>
  );
}
