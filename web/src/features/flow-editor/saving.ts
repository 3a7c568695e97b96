import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type FlowDraft, flowKey, flowsKey, readDraft, saveDraft } from '@/api/flows';
import { saveFailureOf } from '@/api/problem';
import type { SaveState } from '@/lib/autosave/engine';
import { useAutosave } from '@/lib/autosave/useAutosave';
import type { Tree } from '@/lib/tree/types';
import { type Doc, parse, sameDoc, serialise } from './document/doc';
import { type Merged, merge } from './document/merge';
import { createEditor, type Editor } from './store';

export interface Conflict {
  /** The draft as somebody else saved it. */
  theirs: FlowDraft;
  /** Both put together, where it is known what both began with. */
  both: Merged | null;
}

export interface Saving {
  editor: Editor;
  state: SaveState;
  error: unknown;
  conflict: Conflict | null;
  /** What was typed last time and never reached the server is here again. */
  restored: boolean;
  flush: () => Promise<boolean>;
  /** The version of the draft on the server, as last saved or read. */
  version: () => number;
  keepMine: () => Promise<Doc>;
  takeTheirs: () => Promise<void>;
  takeBoth: () => Promise<void>;
}

const savable = (tree: Tree): Tree => serialise(parse(tree));

/** The document on screen, saved as it is written. */
export function useSaving(loaded: FlowDraft, step: string | undefined): Saving {
  const { flow_id: id } = loaded;
  const [server] = useState(() => ({ value: savable(loaded.tree), version: loaded.row_version }));
  const newest = useRef(loaded);
  const version = useRef(loaded.row_version);
  const [theirs, setTheirs] = useState<FlowDraft | null>(null);
  const base = useRef<Doc | null>(server.value);

  const field = useAutosave<Tree>({
    draftKey: `flow-draft:${id}`,
    server,
    save: async (tree, over) => {
      const saved = await saveDraft(id, tree, over ?? version.current);
      version.current = saved.row_version;
      base.current = tree;
      return saved.row_version;
    },
    reload: async () => {
      newest.current = await readDraft(id);
      setTheirs(newest.current);
      return { value: savable(newest.current.tree), version: newest.current.row_version };
    },
    failureOf: saveFailureOf,
  });

  const [editor] = useState(() => createEditor(parse(field.value), step));
  const [restored] = useState(() => !sameDoc(field.value, server.value));
  const [begun] = useState(() => {
    // What was kept on this device was typed over something that is not known any more.
    if (restored) base.current = null;
    return { doc: editor.doc() };
  });
  const { setValue } = field;
  useEffect(
    () =>
      editor.store.subscribe((now) => {
        const { doc } = now.history.present;
        if (doc === begun.doc) return;
        begun.doc = doc;
        setValue(serialise(doc));
      }),
    [editor, begun, setValue],
  );
  useForgetting(id, field.flush);

  /** Shows another document without saving it: the server has it. */
  const show = (doc: Doc): void => {
    begun.doc = doc;
    editor.edit(() => ({ doc, at: null }));
  };
  const conflict =
    field.state === 'conflict' && theirs !== null
      ? { theirs, both: bothOf(base.current, editor.doc(), theirs) }
      : null;
  return {
    editor,
    state: field.state,
    error: field.error,
    conflict,
    restored,
    flush: field.flush,
    version: () => version.current,
    keepMine: async () => {
      const other = parse(newest.current.tree);
      await field.keepMine();
      setTheirs(null);
      return other;
    },
    takeTheirs: async () => {
      await field.takeTheirs();
      const doc = parse(newest.current.tree);
      base.current = serialise(doc);
      show(doc);
      version.current = newest.current.row_version;
      setTheirs(null);
    },
    takeBoth: async () => {
      const { both } = conflict ?? {};
      if (!both) return;
      editor.edit(() => ({ doc: both.doc, at: null }));
      await field.keepMine();
      setTheirs(null);
    },
  };
}

function bothOf(base: Doc | null, mine: Doc, theirs: FlowDraft): Merged | null {
  return base === null ? null : merge(base, mine, parse(theirs.tree));
}

/** Lets the other screens read the flow again once the editor is left and all is saved. */
function useForgetting(id: string, flush: () => Promise<boolean>): void {
  const client = useQueryClient();
  const forget = useCallback(() => {
    void flush().then(() => {
      void client.invalidateQueries({ queryKey: flowKey(id) });
      void client.invalidateQueries({ queryKey: flowsKey });
    });
  }, [client, flush, id]);
  useEffect(() => forget, [forget]);
}
