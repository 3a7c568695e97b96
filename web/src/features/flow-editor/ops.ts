import type { Row } from '@/lib/tree/model';
import type { NodeType } from '@/lib/tree/types';
import { notifyDone, notifyUndo } from '@/ui/toast';
import { fresh } from './context';
import { deleteAnswer, deleteStep, separate } from './document/branches';
import {
  addAnswer,
  addStep,
  changeAnswer,
  changeNode,
  moveAnswer,
  pasteAnswers,
  setRoot,
  setType,
} from './document/commands';
import type { History } from './document/history';
import { answerOf, type Editing, type Editor, stepOf } from './store';
import { strings } from './strings';

/** What is done to the chosen line: the same by key, by button and by command. */

export function chosenRow(editor: Editor): Row | undefined {
  const { model, chosen } = editor.store.getState();
  return chosen === null ? undefined : model.rows.get(chosen);
}

const words = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** Adds an answer to a step and lets it be written; after `after` when it is given. */
function writeAnswer(editor: Editor, nodeId: string, after?: string): void {
  const { history, chosen } = editor.store.getState();
  const key = editor.edit((doc) => addAnswer(doc, nodeId, '', fresh, after));
  if (key === null) notifyDone(strings.text('fullAnswers'));
  else editor.write({ key, what: 'label', before: { history, key: chosen ?? key } });
}

/** An answer of the chosen step; where an answer leads nowhere yet its step is written first. */
export function addHere(editor: Editor): void {
  const row = chosenRow(editor);
  const step = stepOf(row);
  if (step !== null) writeAnswer(editor, step);
  else if (row?.kind === 'nowhere') editor.write({ key: row.key, what: 'text' });
}

/** One more answer beside the chosen one. */
export function addBeside(editor: Editor): void {
  const at = answerOf(editor.store.getState().model, chosenRow(editor));
  if (at !== null) writeAnswer(editor, at.node, at.option);
}

/** Writes the step's text; on a join goes where it leads. */
export function activate(editor: Editor, row: Row): void {
  if (row.kind === 'join' && row.node !== null) editor.go(`step:${row.node.id}`);
  else editor.write({ key: row.key, what: 'text' });
}

export function renameAnswer(editor: Editor): void {
  const row = chosenRow(editor);
  if (row?.answer) editor.write({ key: row.key, what: 'label' });
}

export function removeHere(editor: Editor): void {
  const { model, history } = editor.store.getState();
  const row = chosenRow(editor);
  const at = answerOf(model, row);
  const step = stepOf(row);
  const before = Object.keys(history.present.doc.nodes).length;
  const name = words((at !== null ? row?.answer?.label : row?.node?.text) || strings.text('noWords'));
  if (at !== null) editor.edit((doc) => deleteAnswer(doc, at));
  else if (step !== null) editor.edit((doc) => deleteStep(doc, step));
  const doc = editor.doc();
  if (doc === history.present.doc) return;
  const count = before - Object.keys(doc.nodes).length;
  notifyUndo(strings.text(count > 0 ? 'deletedSteps' : 'deleted', { name, count }), () => {
    // Only as long as nothing else was done; else undo step by step.
    if (editor.doc() === doc) editor.undo();
    else notifyDone(strings.text('undoLater'));
  });
}

export function moveHere(editor: Editor, by: 1 | -1): void {
  const at = answerOf(editor.store.getState().model, chosenRow(editor));
  if (at === null || editor.edit((doc) => moveAnswer(doc, at, by)) === null) return;
  const { chosen } = editor.store.getState();
  if (chosen !== null) editor.go(chosen);
}

export function typeHere(editor: Editor, type: NodeType): void {
  const step = stepOf(chosenRow(editor));
  if (step !== null) editor.edit((doc) => setType(doc, step, type));
}

export function separateHere(editor: Editor): void {
  const row = chosenRow(editor);
  const at = answerOf(editor.store.getState().model, row);
  if (at === null || row?.kind !== 'join') return;
  if (editor.edit((doc) => separate(doc, at, fresh)) === null) notifyDone(strings.text('cantSeparate'));
  else notifyDone(strings.text('separated'));
}

export function beginHere(editor: Editor): void {
  const step = stepOf(chosenRow(editor));
  if (step === null || editor.edit((doc) => setRoot(doc, step)) === null) return;
  editor.go(`step:${step}`);
}

export function pasteHere(editor: Editor, text: string): boolean {
  const row = chosenRow(editor);
  const step = stepOf(row) ?? answerOf(editor.store.getState().model, row)?.node;
  if (!step) return false;
  const before = editor.doc().nodes[step]?.options.length ?? 0;
  if (editor.edit((doc) => pasteAnswers(doc, step, text, fresh)) === null) return false;
  const count = (editor.doc().nodes[step]?.options.length ?? 0) - before;
  notifyUndo(strings.text('pasted', { count }), () => editor.undo());
  return true;
}

/** Takes over what was written in the outline. `on` goes straight on to the next thing to write. */
export function finish(editor: Editor, value: string, on: boolean): void {
  const { editing, model } = editor.store.getState();
  const row = editing === null ? undefined : model.rows.get(editing.key);
  editor.write(null);
  if (editing === null || row === undefined) return;
  const text = value.trim();
  if (editing.what === 'text') finishText(editor, row, text);
  else if (text === '' && editing.before) {
    editor.restore(editing.before);
    return;
  } else finishLabel(editor, row, text, editing.before?.history);
  if (on) goOn(editor, editing, row, text);
}

function finishLabel(editor: Editor, row: Row, label: string, before?: History): void {
  const at = answerOf(editor.store.getState().model, row);
  if (at !== null) editor.edit((doc) => changeAnswer(doc, at, { label }), { from: before, focus: false });
}

function finishText(editor: Editor, row: Row, text: string): void {
  const at = answerOf(editor.store.getState().model, row);
  const step = stepOf(row);
  if (step !== null) editor.edit((doc) => changeNode(doc, step, { text }));
  else if (at !== null && text !== '') editor.edit((doc) => addStep(doc, at, text, fresh));
}

/** After an answer its step is written, where there is none yet; else the line gets the focus back. */
function goOn(editor: Editor, editing: Editing, row: Row, text: string): void {
  const { chosen, model } = editor.store.getState();
  if (editing.what === 'label' && row.kind === 'nowhere' && text !== '') {
    editor.write({ key: row.key, what: 'text' });
  } else if (editing.what === 'label' && model.rows.has(row.key)) editor.go(row.key);
  else if (chosen !== null) editor.go(chosen);
}

/** Leaves what is being written as it was; an answer that was only just added goes again. */
export function giveUp(editor: Editor): void {
  const { editing, model } = editor.store.getState();
  editor.write(null);
  if (editing === null) return;
  if (editing.before && !model.rows.get(editing.key)?.answer?.label) editor.restore(editing.before);
  else editor.go(editing.key);
}
