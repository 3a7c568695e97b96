import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { randomId } from '@/lib/random';
import type { Doc } from './document/doc';
import type { Editor, EditorState } from './store';

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (editor === null) throw new Error('An editor is needed around this.');
  return editor;
}

export function useEditorState<T>(select: (state: EditorState) => T): T {
  return useStore(useEditor().store, select);
}

export const useDoc = (): Doc => useEditorState((state) => state.history.present.doc);

/** Ids of new steps and answers: short, and never given twice. */
export const fresh = (): string => randomId().replaceAll('-', '').slice(-10);
