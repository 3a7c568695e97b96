import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { usePreferences } from '@/lib/preferences';
import { useOutline } from '@/lib/tree/useOutline';
import { show } from '@/test/render';
import { EditorContext, useEditorState } from '../context';
import { check } from '../document/checks';
import { docOf } from '../document/testDoc';
import { createEditor, type Editor } from '../store';
import { EditorTree } from './EditorTree';

function Outline({ editor }: { editor: Editor }) {
  return (
    <EditorContext value={editor}>
      <Tree />
      <button type="button">after</button>
    </EditorContext>
  );
}

function Tree() {
  const { model, chosen, history } = useEditorState((state) => state);
  const outline = useOutline(model, chosen, '');
  const about = new Map(check(history.present.doc).map((found) => [found.node_id ?? '', [found]]));
  return <EditorTree outline={outline} find="" about={about} />;
}

const TREE = { a: ['Yes>b', 'No>c'], b: ['On>d', 'Off>'], c: ['Also>d', 'End>e'], d: [], e: [] };
let editor: Editor;
const user = userEvent.setup();

const lines = (): string[] =>
  screen
    .getAllByRole('treeitem')
    .map(
      (line) =>
        `${'  '.repeat(Number(line.ariaLevel ?? line.getAttribute('aria-level')) - 1)}${line.textContent}`,
    );
const focused = (): string | null => document.activeElement?.textContent ?? null;

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
  usePreferences.setState({ shortcuts: true });
  editor = createEditor(docOf(TREE));
  show(<Outline editor={editor} />);
  screen.getAllByRole('treeitem')[0]?.focus();
});

describe('the outline that is written in', () => {
  it('shows each step once, joins as links, and what leads nowhere', () => {
    expect(lines()).toEqual([
      ' Question: Step a',
      '  Yes Question: Step b',
      '    On Resolution: Step d',
      '    Off leads nowhere yet',
      '  No Question: Step c',
      '    Also → continues at “Step d”',
      '    End Resolution: Step e',
    ]);
  });

  it('writes an answer and then its step, and one undo takes back each', async () => {
    await user.keyboard('{Tab}Maybe{Enter}Ask again?{Enter}');
    expect(lines()).toContain('  Maybe Question: Ask again?');
    expect(focused()).toContain('Ask again?');
    act(editor.undo);
    expect(lines()).toContain('  Maybe leads nowhere yet');
    act(editor.undo);
    expect(editor.doc().nodes.a?.options).toHaveLength(2);
  });

  it('forgets an answer that was left empty, as if it had never been there', async () => {
    const before = editor.doc();
    await user.keyboard('{Tab}{Escape}');
    expect(editor.doc()).toBe(before);
    expect(editor.store.getState().history.past).toEqual([]);
    await user.keyboard('{Tab}  {Enter}');
    expect(editor.doc()).toBe(before);
  });

  it('adds an answer beside the chosen one with Shift and Tab', async () => {
    await user.keyboard('{ArrowDown}{Shift>}{Tab}{/Shift}Perhaps{Enter}{Escape}');
    expect(lines().slice(4, 5)).toEqual(['  Perhaps leads nowhere yet']);
    expect(focused()).toContain('Perhaps');
  });

  it('writes a step again, and leaves it as it was on Escape', async () => {
    await user.keyboard('{ArrowDown}{Enter}Other{Escape}');
    expect(lines()[1]).toBe('  Yes Question: Step b');
    await user.keyboard('{Enter}{Control>}a{/Control}Other?{Enter}');
    expect(lines()[1]).toBe('  Yes Question: Other?');
    expect(focused()).toContain('Other?');
  });

  it('follows a join with Enter, writes an answer with F2', async () => {
    await user.keyboard('{End}{ArrowUp}{Enter}');
    expect(focused()).toContain('Step d');
    await user.keyboard('{F2}{Control>}a{/Control}Lit{Enter}');
    expect(lines()[2]).toBe('    Lit Resolution: Step d');
  });

  it('deletes a branch and keeps what others lead to, under them', async () => {
    await user.keyboard('{ArrowDown}{Delete}');
    expect(lines()).toEqual([
      ' Question: Step a',
      '  No Question: Step c',
      '    Also Resolution: Step d',
      '    End Resolution: Step e',
    ]);
    expect(focused()).toContain('Step c');
  });

  it('moves an answer with Alt and arrows, and keeps it in the hand', async () => {
    await user.keyboard('{ArrowDown}{Alt>}{ArrowDown}{/Alt}');
    expect(lines()[1]).toBe('  No Question: Step c');
    expect(focused()).toContain('Step b');
  });

  it('takes a pasted list as answers', () => {
    fireEvent.paste(screen.getAllByRole('treeitem')[1] as HTMLElement, {
      clipboardData: { getData: () => '1. One\n2. Two' },
    });
    expect(lines()).toContain('  Two leads nowhere yet');
  });

  it('leaves Tab alone when shortcuts are off', async () => {
    usePreferences.setState({ shortcuts: false });
    const before = editor.doc();
    await user.keyboard('{Tab}');
    expect(editor.doc()).toBe(before);
    expect(screen.getByRole('button', { name: 'after' })).toHaveFocus();
  });

  it('draws only the lines that an edit changed', async () => {
    const before = editor.store.getState().model;
    await user.keyboard('{ArrowDown}{Enter}Other?{Enter}');
    const after = editor.store.getState().model;
    const redrawn = [...after.rows.keys()].filter((key) => after.rows.get(key) !== before.rows.get(key));
    expect(redrawn).toEqual(['step:b']);
  });
});
