import { useCallback, useMemo } from 'react';
import type { TreeNode } from '@/lib/tree/types';
import { notifyDone, notifyUndo } from '@/ui/toast';
import { useDoc, useEditor, useEditorState } from '../context';
import { branchOf, moveBranch, whyNotMove } from '../document/branches';
import { join } from '../document/commands';
import { optionOf } from '../document/doc';
import { chosenRow } from '../ops';
import { answerOf, keyOf } from '../store';
import { strings } from '../strings';
import { StepPicker } from './StepPicker';

/** Lets the chosen answer continue at a step that is there already. */
export function JoinDialog({ onClose }: { onClose: () => void }) {
  const t = strings.useText();
  const editor = useEditor();
  const doc = useDoc();
  const model = useEditorState((state) => state.model);
  const at = answerOf(model, chosenRow(editor));
  const option = at === null ? undefined : optionOf(doc, at);
  const present = option?.next_id;
  const fits = useCallback((node: TreeNode) => node.id !== present, [present]);
  if (at === null || option === undefined) return null;
  const choose = (id: string): void => {
    onClose();
    editor.edit((now) => join(now, at, id));
    editor.go(keyOf(editor.store.getState().model, at));
    // What stood there may be left without a way to it; nothing is thrown away.
    const left = present && !editor.store.getState().model.rows.get(`step:${present}`)?.parent;
    notifyUndo(t(left && present !== doc.root_id ? 'joinedLeft' : 'joined'), () => editor.undo());
  };
  return (
    <StepPicker
      title={t('joinTitle', { label: option.label || t('noWords') })}
      help={t('joinHelp')}
      fits={fits}
      choose={choose}
      onClose={onClose}
    />
  );
}

/** Moves the chosen answer with its branch to another step. */
export function MoveDialog({ onClose }: { onClose: () => void }) {
  const t = strings.useText();
  const editor = useEditor();
  const doc = useDoc();
  const model = useEditorState((state) => state.model);
  const at = answerOf(model, chosenRow(editor));
  const node = at?.node;
  const optionId = at?.option;
  const fits = useMemo(() => {
    if (node === undefined || optionId === undefined) return () => false;
    const from = { node, option: optionId };
    const branch = branchOf(doc, from);
    return (target: TreeNode) => whyNotMove(doc, from, target.id, branch) === null;
  }, [doc, node, optionId]);
  if (at === null) return null;
  const choose = (id: string): void => {
    onClose();
    if (editor.edit((now) => moveBranch(now, at, id)) === null) notifyDone(t('cantMove'));
    else notifyUndo(t('moved'), () => editor.undo());
  };
  return (
    <StepPicker
      title={t('moveTitle', { label: optionOf(doc, at)?.label || t('noWords') })}
      help={t('moveHelp')}
      fits={fits}
      choose={choose}
      onClose={onClose}
    />
  );
}
