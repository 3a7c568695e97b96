import type { FlowDetail } from '@/api/flows';
import { useEditor, useEditorState } from '../context';
import type { Findings } from '../findings';
import { enterOutline } from '../places';
import type { Saving } from '../saving';
import { DetailsDialog } from './DetailsDialog';
import { JoinDialog, MoveDialog } from './JoinDialog';
import { PasteDialog } from './PasteDialog';
import { PublishDialog } from './PublishDialog';
import { WalkDialog } from './WalkDialog';

/** The dialog that is open, when one is. */
export function Dialogs({
  flow,
  saving,
  findings,
}: {
  flow: FlowDetail;
  saving: Saving;
  findings: Findings;
}) {
  const editor = useEditor();
  const open = useEditorState((state) => state.dialog);
  // The focus goes back to the line that the dialog was about.
  const onClose = (): void => {
    editor.open(null);
    enterOutline(editor);
  };
  return (
    <>
      {open === 'join' && <JoinDialog onClose={onClose} />}
      {open === 'move' && <MoveDialog onClose={onClose} />}
      {open === 'paste' && <PasteDialog onClose={onClose} />}
      {open === 'walk' && <WalkDialog onClose={onClose} />}
      {open === 'details' && <DetailsDialog flow={flow} onClose={onClose} />}
      {open === 'publish' && (
        <PublishDialog flow={flow} saving={saving} findings={findings} onClose={onClose} />
      )}
    </>
  );
}
