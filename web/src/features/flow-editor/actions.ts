import type { Action } from '@/lib/keys/actions';
import { isTyping } from '@/lib/keys/match';
import { useActions } from '@/lib/keys/useActions';
import { NODE_TYPES } from '@/lib/tree/types';
import { strings as stepStrings } from '@/ui/steps/strings';
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
  const open = (dialog: Dialog) => (): void => editor.open(dialog);
  const heard = (
    id: string,
    label: string,
    keys: string | string[],
    run: () => void,
    disabled = false,
  ): Action => ({
    id: `edit.${id}`,
    label,
    keys,
    run,
    disabled: disabled || empty,
    group: line,
    heardElsewhere: true,
  });
  const own = (
    group: string,
    id: string,
    label: string,
    keys: string | undefined,
    run: () => void,
    disabled = false,
  ) => ({
    id: `edit.${id}`,
    label,
    keys,
    run,
    disabled: disabled || empty,
    group,
  });
  const write = (): void => {
    const row = chosenRow(editor);
    if (row) activate(editor, row);
  };
  useActions([
    heard('write', t('write'), 'Enter', write),
    heard('answer', t('addAnswer'), 'Tab', () => addHere(editor)),
    heard('beside', t('addBeside'), 'shift+Tab', () => addBeside(editor), !can.answer),
    heard('rename', t('renameAnswer'), 'F2', () => renameAnswer(editor), !can.answer),
    heard('delete', t('delete'), 'Delete', () => removeHere(editor)),
    heard('up', t('moveUp'), 'Alt+ArrowUp', () => moveHere(editor, -1), !can.answer),
    heard('down', t('moveDown'), 'Alt+ArrowDown', () => moveHere(editor, 1), !can.answer),
    heard('fold', t('fold'), 'Space', () => undefined),
    heard('panel', t('toPanel'), 'Escape', () => leaveOutline(editor)),
    ...NODE_TYPES.map((type, index) =>
      own(
        line,
        type,
        t('makeIt', { type: stepText(`type_${type}`) }),
        String(index + 1),
        () => typeHere(editor, type),
        !can.step,
      ),
    ),
    own(branch, 'join', t('joinTo'), 'l', open('join'), !can.answer),
    own(branch, 'separate', t('separate'), 's', () => separateHere(editor), !can.join),
    own(branch, 'move', t('moveTo'), 'm', open('move'), !can.answer),
    own(branch, 'paste', t('paste'), 'b', open('paste'), !can.step),
    own(branch, 'root', t('beginHere'), undefined, () => beginHere(editor), !can.step),
    own(page, 'undo', t('undo'), 'mod+z', () => editor.undo(!typing()), !can.undo),
    {
      ...own(page, 'redo', t('redo'), undefined, () => editor.redo(!typing()), !can.redo),
      keys: ['mod+shift+z', 'mod+y'],
    },
    own(
      page,
      'finding',
      t('nextFinding'),
      'n',
      () => nextFinding(editor, findings),
      findings.all.length === 0,
    ),
    own(page, 'walk', t('walkHere'), 'w', open('walk')),
    { ...own(page, 'details', t('details'), 'd', open('details')), disabled: false },
    own(page, 'publish', t('publish'), 'p', open('publish')),
  ]);
}
