import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { OutlineState } from '@/lib/tree/useOutline';
import { IconMore } from '@/ui/icons';
import { SearchField } from '@/ui/SearchField';
import surface from '@/ui/steps/view.module.css';
import { useCan } from '../actions';
import { useEditor } from '../context';
import classes from '../editor.module.css';
import { addHere, beginHere, moveHere, removeHere, separateHere } from '../ops';
import { strings } from '../strings';

interface ToolbarProps {
  outline: OutlineState;
  find: string;
  onFind: (words: string) => void;
}

/** What the mouse does to the chosen line; search and folding. */
export function Toolbar({ outline, find, onFind }: ToolbarProps) {
  const t = strings.useText();
  return (
    <div className={surface.toolbar}>
      <Acts />
      <Find outline={outline} find={find} onFind={onFind} />
      {find === '' && (
        <Group gap={4}>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={outline.unfoldAll}>
            {t('unfoldAll')}
          </Button>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={outline.foldAll}>
            {t('foldAll')}
          </Button>
        </Group>
      )}
    </div>
  );
}

function Acts() {
  const t = strings.useText();
  const editor = useEditor();
  const can = useCan();
  const act = (label: string, run: () => void, enabled: boolean) => (
    <Button size="compact-sm" variant="default" disabled={!enabled} onClick={run}>
      {label}
    </Button>
  );
  return (
    <Group gap={4} role="group" aria-label={t('acts')} className={classes.acts}>
      {act(t('undo'), () => editor.undo(), can.undo)}
      {act(t('redo'), () => editor.redo(), can.redo)}
      {act(t('addAnswer'), () => addHere(editor), can.step)}
      {act(t('delete'), () => removeHere(editor), can.step || can.answer)}
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" size={26} aria-label={t('moreActs')}>
            <IconMore />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={!can.answer} onClick={() => moveHere(editor, -1)}>
            {t('moveUp')}
          </Menu.Item>
          <Menu.Item disabled={!can.answer} onClick={() => moveHere(editor, 1)}>
            {t('moveDown')}
          </Menu.Item>
          <Menu.Item disabled={!can.answer} onClick={() => editor.open('join')}>
            {t('joinTo')}
          </Menu.Item>
          <Menu.Item disabled={!can.join} onClick={() => separateHere(editor)}>
            {t('separate')}
          </Menu.Item>
          <Menu.Item disabled={!can.answer} onClick={() => editor.open('move')}>
            {t('moveTo')}
          </Menu.Item>
          <Menu.Item disabled={!can.step} onClick={() => editor.open('paste')}>
            {t('paste')}
          </Menu.Item>
          <Menu.Item disabled={!can.step} onClick={() => beginHere(editor)}>
            {t('beginHere')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

/** Enter goes from one step found to the next. */
function Find({ outline, find, onFind }: ToolbarProps) {
  const t = strings.useText();
  const editor = useEditor();
  const [at, setAt] = useState(-1);
  const { hits, searching } = outline;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || hits.length === 0) return;
    event.preventDefault();
    const next = (at + (event.shiftKey ? -1 : 1) + hits.length) % hits.length;
    setAt(next);
    editor.go(hits[next] ?? '');
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens for Enter in the search field inside */}
      <div className={surface.find} onKeyDown={onKeyDown}>
        <SearchField
          label={t('find')}
          value={find}
          onSearch={(words) => {
            setAt(-1);
            onFind(words);
          }}
        />
      </div>
      {searching && (
        <Text size="xs" c="dimmed" role="status">
          {hits.length === 0 ? t('foundNone') : t('found', { count: hits.length })}
        </Text>
      )}
    </>
  );
}
