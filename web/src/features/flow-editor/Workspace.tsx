import { useEffect, useState } from 'react';
import type { FlowDetail, FlowDraft } from '@/api/flows';
import { useOutline } from '@/lib/tree/useOutline';
import surface from '@/ui/steps/view.module.css';
import { notifyDone } from '@/ui/toast';
import { useEditorActions } from './actions';
import { ConflictNotice } from './ConflictNotice';
import { EditorContext, useDoc, useEditorState } from './context';
import { Dialogs } from './dialogs/Dialogs';
import { EditorHeader } from './EditorHeader';
import classes from './editor.module.css';
import { FindingList } from './FindingList';
import { FirstStep } from './FirstStep';
import { useFindings } from './findings';
import { EditorTree } from './outline/EditorTree';
import { Toolbar } from './outline/Toolbar';
import { StepPanel } from './panel/StepPanel';
import { Start } from './Start';
import { type Saving, useSaving } from './saving';
import { strings } from './strings';

interface WorkspaceProps {
  flow: FlowDetail;
  loaded: FlowDraft;
  /** The step that is chosen at first. */
  step: string | undefined;
}

/** The editor: outline left, the chosen step and what is to mend right. */
export function Workspace({ flow, loaded, step }: WorkspaceProps) {
  const saving = useSaving(loaded, step);
  const { restored } = saving;
  useEffect(() => {
    if (restored) notifyDone(strings.text('restored'));
  }, [restored]);
  return (
    <EditorContext value={saving.editor}>
      <Desk flow={flow} loaded={loaded} saving={saving} />
    </EditorContext>
  );
}

function Desk({ flow, loaded, saving }: Omit<WorkspaceProps, 'step'> & { saving: Saving }) {
  const doc = useDoc();
  const findings = useFindings(loaded.findings);
  const empty = Object.keys(doc.nodes).length === 0;
  useEditorActions(findings, empty);
  return (
    <>
      <EditorHeader flow={flow} saving={saving} findings={findings} />
      {saving.conflict !== null && <ConflictNotice saving={saving} conflict={saving.conflict} />}
      {empty ? <FirstStep /> : <Split flow={flow} findings={findings} flush={saving.flush} />}
      <Dialogs flow={flow} saving={saving} findings={findings} />
    </>
  );
}

interface SplitProps {
  flow: FlowDetail;
  findings: ReturnType<typeof useFindings>;
  flush: () => Promise<boolean>;
}

function Split({ flow, findings, flush }: SplitProps) {
  const { model, chosen } = useEditorState((state) => state);
  const [find, setFind] = useState('');
  const outline = useOutline(model, chosen, find);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: leaving any field inside saves at once
    <div className={`${surface.split} ${classes.split}`} onBlur={() => void flush()}>
      <div className={surface.surface}>
        <Toolbar outline={outline} find={find} onFind={setFind} />
        <Start flow={flow} />
        <EditorTree outline={outline} find={find} about={findings.about} />
      </div>
      <div className={`${surface.side} ${classes.side}`}>
        <StepPanel about={findings.about} />
        <div className={classes.beside}>
          <FindingList findings={findings} />
        </div>
      </div>
    </div>
  );
}
