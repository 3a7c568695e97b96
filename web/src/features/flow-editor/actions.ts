import type { Action } from '@/lib/keys/actions';
import { isTyping } from '@/lib/keys/match';
import { useActions } from '@/lib/keys/useActions';
import { NODE_TYPES } from '@/lib/tree/types';
import { strings as stepStrings } from '@/ui/steps/strings';
import { notifyDone } from '@/ui/toast';
import { useEditor, useEditorState } from './context';
import { goTo } from './FindingList';
import type { Findings } from './findings';
import {
  activate,
  addBeside,
  addHere,
  beginHere,
  chosenRow,
  moveHere,
  removeHere,
  renameAnswer,
  separateHere,
  typeHere,
} from './ops';
import { leaveOutline } from './places';
import { answerOf, type Dialog, type Editor, stepOf } from './store';
import { strings } from './strings';

/** What can be done with the chosen line, for buttons and keys alike. */
export interface Can {
  step: boolean;
  answer: boolean;
  join: boolean;
  undo: boolean;
  redo: boolean;
}

export function useCan(): Can {
  const { model, chosen, history } = useEditorState((state) => state);
  const row = chosen === null ? undefined : model.rows.get(chosen);
  return {
    step: stepOf(row) !== null,
    answer: answerOf(model, row) !== null,
    join: row?.kind === 'join',
    undo: history.past.length > 0,
    redo: history.future.length > 0,
  };
}

/** Goes to the finding after the one whose step is chosen. */
export function nextFinding(editor: Editor, { all }: Findings): void {
  const { model } = editor.store.getState();
  const row = chosenRow(editor);
  const step = stepOf(row) ?? answerOf(model, row)?.node;
  const ids = [...new Set(all.map((found) => found.node_id).filter(Boolean))];
  const at = ids.indexOf(step ?? '');
  const next = all.find((found) => found.node_id === ids[(at + 1) % ids.length]);
  if (next) goTo(editor, next);
}

const typing = (): boolean => isTyping(document.activeElement);

/** Every act of the editor: by key, in the help sheet and among the commands. */
export function useEditorActions(findings: Findings, empty: boolean): void {
  const t = strings.useText();
  const stepText = stepStrings.useText();
  const editor = useEditor();
  const can = useCan();
  const [line, branch, page] = [t('groupLine'), t('groupBranch'), t('groupPage')];
  /** All are listed wherever one stands; one that doesn't fit the chosen line says so. */
  const act = (group: string, id: string, label: string, keys: Action['keys'], run: () => void): Action => ({
    id: `edit.${id}`,
    label,
    keys,
    group,
    run,
    disabled: empty,
  });
  const heard = (id: string, label: string, keys: string, run: () => void): Action => ({
    ...act(line, id, label, keys, run),
    heardElsewhere: true,
  });
  const on = (fits: boolean, words: 'needsAnswer' | 'needsStep' | 'needsJoin', run: () => void) => (): void =>
    fits ? run() : notifyDone(t(words));
  const open = (dialog: Dialog) => (): void => editor.open(dialog);
  const write = (): void => {
    const row = chosenRow(editor);
    if (row) activate(editor, row);
  };
  useActions([
    heard('write', t('write'), 'Enter', write),
    heard('answer', t('addAnswer'), 'Tab', () => addHere(editor)),
    heard(
      'beside',
      t('addBeside'),
      'shift+Tab',
      on(can.answer, 'needsAnswer', () => addBeside(editor)),
    ),
    heard(
      'rename',
      t('renameAnswer'),
      'F2',
      on(can.answer, 'needsAnswer', () => renameAnswer(editor)),
    ),
    heard('delete', t('delete'), 'Delete', () => removeHere(editor)),
    heard('up', t('moveUp'), 'Alt+ArrowUp', () => moveHere(editor, -1)),
    heard('down', t('moveDown'), 'Alt+ArrowDown', () => moveHere(editor, 1)),
    { ...heard('fold', t('fold'), 'Space', () => undefined), keyOnly: true },
    { ...heard('panel', t('toPanel'), 'Escape', () => leaveOutline(editor)), keyOnly: true },
    ...NODE_TYPES.map((type, index) =>
      act(line, type, t('makeIt', { type: stepText(`type_${type}`) }), String(index + 1), () =>
        on(can.step, 'needsStep', () => typeHere(editor, type))(),
      ),
    ),
    act(branch, 'join', t('joinTo'), 'l', on(can.answer, 'needsAnswer', open('join'))),
    act(
      branch,
      'separate',
      t('separate'),
      's',
      on(can.join, 'needsJoin', () => separateHere(editor)),
    ),
    act(branch, 'move', t('moveTo'), 'm', on(can.answer, 'needsAnswer', open('move'))),
    act(branch, 'paste', t('paste'), 'b', on(can.step, 'needsStep', open('paste'))),
    act(
      branch,
      'root',
      t('beginHere'),
      undefined,
      on(can.step, 'needsStep', () => beginHere(editor)),
    ),
    { ...act(page, 'undo', t('undo'), 'mod+z', () => editor.undo(!typing())), disabled: false },
    {
      ...act(page, 'redo', t('redo'), ['mod+shift+z', 'mod+y'], () => editor.redo(!typing())),
      disabled: false,
    },
    act(page, 'finding', t('nextFinding'), 'n', () => nextFinding(editor, findings)),
    act(page, 'walk', t('walkHere'), 't', open('walk')),
    { ...act(page, 'details', t('details'), 'd', open('details')), disabled: false },
    act(page, 'publish', t('publish'), 'p', open('publish')),
  ]);
}
