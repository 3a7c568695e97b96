import {
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useRef,
} from 'react';
import { useActions } from '@/lib/keys/useActions';
import { usePreferences } from '@/lib/preferences';
import type { Row } from '@/lib/tree/model';
import { pressOn } from '@/lib/tree/treeKeys';
import type { OutlineState } from '@/lib/tree/useOutline';
import rowClasses from '@/ui/steps/outline.module.css';
import { useEditor, useEditorState } from '../context';
import type { Found } from '../document/checks';
import { labelsOf } from '../document/commands';
import { activate, addBeside, addHere, moveHere, pasteHere, removeHere, renameAnswer } from '../ops';
import { leaveOutline } from '../places';
import { strings } from '../strings';
import { EditorRow } from './EditorRow';

interface EditorTreeProps {
  outline: OutlineState;
  find: string;
  /** Findings by step. */
  about: ReadonlyMap<string, readonly Found[]>;
}

const HINT = 'editor-tree-hint';
const lineOf = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-key]') : null;
const isLine = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.dataset.key !== undefined;
const within = (target: EventTarget, part: string): boolean =>
  target instanceof Element && target.closest(`[data-${part}]`) !== null;

/** The flow as lines that are written in: arrows move, Enter writes, Tab adds an answer, Escape leaves. */
export function EditorTree({ outline, find, about }: EditorTreeProps) {
  const t = strings.useText();
  const editor = useEditor();
  const model = useEditorState((state) => state.model);
  const list = useRef<HTMLDivElement>(null);
  useWanted(list, outline);
  useAboveSheet(list);
  const focus = (key: string): void => {
    focusLine(list.current, key);
    editor.choose(key);
  };
  const moves = { model, outline, focus, activate: (row: Row) => activate(editor, row) };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isLine(event.target)) return;
    const own = OWN_KEYS.find((key) => key.fits(event));
    const key = lineOf(event.target)?.dataset.key ?? '';
    if (own === undefined && !(bare(event) && pressOn(key, event.key, moves))) return;
    event.preventDefault();
    own?.run(editor);
  };
  useStepping((way) => {
    const { chosen } = editor.store.getState();
    const key = chosen ?? outline.rows[0]?.key ?? '';
    // From elsewhere on the page the first press goes to the line that is chosen.
    if (list.current?.contains(document.activeElement)) pressOn(key, way, moves);
    else focus(key);
  });
  // Whatever brought the focus here, keys act on the line that has it.
  const onFocus = ({ target }: FocusEvent): void => {
    const key = isLine(target) ? lineOf(target)?.dataset.key : undefined;
    if (key !== undefined && key !== editor.store.getState().chosen) editor.choose(key);
  };
  const press = (target: EventTarget, row: Row): void => {
    if (within(target, 'follow')) activate(editor, row);
    else focus(row.key);
    if (!within(target, 'arrow')) editor.showSheet(true);
  };
  const onClick = (event: MouseEvent): void => {
    const row = model.rows.get(lineOf(event.target)?.dataset.key ?? '');
    if (row === undefined || !within(event.target, 'line') || event.target instanceof HTMLTextAreaElement)
      return;
    if (within(event.target, 'arrow') && row.children.length > 0)
      outline.setFolded(row.key, !outline.isFolded(row.key));
    press(event.target, row);
  };
  const onDoubleClick = (event: MouseEvent): void => {
    const row = model.rows.get(lineOf(event.target)?.dataset.key ?? '');
    if (row === undefined || event.target instanceof HTMLTextAreaElement || within(event.target, 'arrow'))
      return;
    if (within(event.target, 'label')) renameAnswer(editor);
    else if (row.kind !== 'join') activate(editor, row);
  };
  const onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text/plain');
    if (!isLine(event.target) || labelsOf(text).length === 0) return;
    event.preventDefault();
    pasteHere(editor, text);
  };
  return (
    <>
      <p id={HINT} className="rf-hidden">
        {t('treeHint')}
      </p>
      <div
        ref={list}
        role="tree"
        aria-label={t('outline')}
        aria-describedby={HINT}
        className={rowClasses.tree}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onPaste={onPaste}
      >
        <Lines outline={outline} find={find} about={about} />
      </div>
    </>
  );
}

/** `j` and `k`, as in every list. */
function useStepping(step: (way: 'ArrowDown' | 'ArrowUp') => void): void {
  const t = strings.useText();
  const action = (id: string, label: string, keys: string, way: 'ArrowDown' | 'ArrowUp') => ({
    id,
    label,
    keys,
    group: t('groupLine'),
    keyOnly: true,
    run: () => step(way),
  });
  useActions([
    action('edit.next', t('nextStep'), 'j', 'ArrowDown'),
    action('edit.previous', t('previousStep'), 'k', 'ArrowUp'),
  ]);
}

/** Tab adds only while shortcuts are on: those who switched them off walk through the page with it. */
const tabs = (event: KeyboardEvent, shift: boolean): boolean =>
  event.key === 'Tab' && event.shiftKey === shift && usePreferences.getState().shortcuts && bare(event);
const bare = (event: KeyboardEvent): boolean => !event.ctrlKey && !event.metaKey && !event.altKey;
const alt = (event: KeyboardEvent, key: string): boolean =>
  event.altKey && !event.ctrlKey && !event.metaKey && event.key === key;

const OWN_KEYS: readonly {
  fits: (event: KeyboardEvent) => boolean;
  run: (editor: ReturnType<typeof useEditor>) => void;
}[] = [
  { fits: (event) => tabs(event, false), run: addHere },
  { fits: (event) => tabs(event, true), run: addBeside },
  { fits: (event) => bare(event) && event.key === 'F2', run: renameAnswer },
  { fits: (event) => bare(event) && ['Delete', 'Backspace'].includes(event.key), run: removeHere },
  { fits: (event) => alt(event, 'ArrowUp'), run: (editor) => moveHere(editor, -1) },
  { fits: (event) => alt(event, 'ArrowDown'), run: (editor) => moveHere(editor, 1) },
  { fits: (event) => bare(event) && event.key === 'Escape', run: leaveOutline },
];

const lineAt = (list: HTMLElement | null, key: string): HTMLElement | null =>
  list?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;

const showLine = (line: HTMLElement | null): void =>
  line?.querySelector('[data-line]')?.scrollIntoView({ block: 'nearest' });

function focusLine(list: HTMLElement | null, key: string): boolean {
  const line = lineAt(list, key);
  line?.focus({ preventScroll: true });
  showLine(line);
  return line !== null;
}

/** Opens what hides the line that is asked for, and focuses it as soon as it is drawn. */
function useWanted(list: RefObject<HTMLDivElement | null>, outline: OutlineState): void {
  const { wanted, editing } = useEditorState((state) => state);
  const reached = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new wish opens the way once
  useEffect(() => {
    if (wanted !== null) outline.reveal(wanted.key);
  }, [wanted]);
  useEffect(() => {
    if (wanted === null || wanted.count === reached.current) return;
    // What is being written has the focus already.
    if (editing !== null || focusLine(list.current, wanted.key)) reached.current = wanted.count;
  });
}

/** Where the fields lie over the outline, the line that they belong to stands above them. */
function useAboveSheet(list: RefObject<HTMLDivElement | null>): void {
  const { sheet, chosen } = useEditorState((state) => state);
  useEffect(() => {
    if (sheet && chosen !== null) showLine(lineAt(list.current, chosen));
  }, [sheet, chosen, list]);
}

function Lines({ outline, find, about }: EditorTreeProps) {
  const { model, chosen, editing } = useEditorState((state) => state);
  const { rows } = outline;
  const entry = rows.find((row) => row.key === chosen)?.key ?? rows[0]?.key;
  return rows.map((row) => {
    const own = row.parent === null ? model.roots : (model.rows.get(row.parent)?.children ?? []);
    const found = findingsOf(row, about);
    return (
      <EditorRow
        key={row.key}
        row={row}
        position={own.indexOf(row.key) + 1}
        siblings={own.length}
        folded={outline.isFolded(row.key)}
        chosen={row.key === chosen}
        entry={row.key === entry}
        writing={editing?.key === row.key ? editing.what : null}
        find={find}
        severity={found?.severity ?? null}
      />
    );
  });
}

/** The worst about a line: a step's own, and on the line of an answer the answer's. */
function findingsOf(row: Row, about: EditorTreeProps['about']): Found | undefined {
  const parent = row.parent?.slice('step:'.length) ?? '';
  const own =
    row.kind === 'step' && row.node ? about.get(row.node.id)?.find((one) => !one.option_id) : undefined;
  return own ?? (row.answer ? about.get(parent)?.find((one) => one.option_id === row.answer?.id) : undefined);
}
