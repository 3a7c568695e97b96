import { createStore, type StoreApi } from 'zustand';
import { type Model, modelOf, type Row, stepKey } from '@/lib/tree/model';
import { type AnswerRef, type Doc, type Edited, isAnswer, type Place } from './document/doc';
import { begin, type History, record, redo, undo } from './document/history';

/** What is being written in the outline itself. */
export interface Editing {
  key: string;
  what: 'text' | 'label';
  /** The state before the answer was added, and the line that it was added from: for when it is left empty. */
  before?: { history: History; key: string };
}

export type Dialog = 'join' | 'move' | 'paste' | 'walk' | 'publish' | 'details';

export interface EditorState {
  history: History;
  model: Model;
  /** The line that is chosen. */
  chosen: string | null;
  /** The line to bring into view and focus; counts, so that the same one can be asked for twice. */
  wanted: { key: string; count: number } | null;
  editing: Editing | null;
  dialog: Dialog | null;
  /** Whether the fields of the chosen line lie over the outline, where there is no room beside it. */
  sheet: boolean;
}

export interface EditOptions {
  /** Edits of one name without a pause are undone together. */
  group?: string;
  /** Undo goes back to here instead of to the present. */
  from?: History;
  /** Whether the focus goes to where the edit ends up. */
  focus?: boolean;
}

export interface Editor {
  store: StoreApi<EditorState>;
  doc: () => Doc;
  /** Carries an edit out; returns where it ended, null when nothing changed. */
  edit: (command: (doc: Doc) => Edited, options?: EditOptions) => string | null;
  /** `focus`: whether the focus goes to what changes; not from a field that is being typed in. */
  undo: (focus?: boolean) => void;
  redo: (focus?: boolean) => void;
  choose: (key: string | null) => void;
  /** Chooses a line, wherever it is, and focuses it. */
  go: (key: string) => void;
  write: (editing: Editing | null) => void;
  open: (dialog: Dialog | null) => void;
  showSheet: (sheet: boolean) => void;
  /** Goes back to `before` as if nothing had been done since. */
  restore: (before: NonNullable<Editing['before']>) => void;
}

/** The line of a place. */
export function keyOf(model: Model, place: Place): string {
  const step = stepKey(place.node);
  if (!isAnswer(place)) return step;
  const row = model.rows.get(step);
  const at = row?.node?.options.findIndex((option) => option.id === place.option) ?? -1;
  return row?.children[at] ?? step;
}

/** The answer that a line stands for; null for the first step and steps that nothing leads to. */
export function answerOf(model: Model, row: Row | undefined): AnswerRef | null {
  const parent = row?.parent ? model.rows.get(row.parent)?.node : null;
  return row?.answer && parent ? { node: parent.id, option: row.answer.id } : null;
}

/** The step of a line, where one stands there. */
export const stepOf = (row: Row | undefined): string | null =>
  row?.kind === 'step' ? (row.node?.id ?? null) : null;

export function createEditor(doc: Doc, step?: string): Editor {
  const first = modelOf(doc);
  const start =
    step !== undefined && first.rows.has(stepKey(step)) ? stepKey(step) : (first.roots[0] ?? null);
  const store = createStore<EditorState>(() => ({
    history: begin(doc),
    model: first,
    chosen: start,
    wanted: null,
    editing: null,
    dialog: null,
    sheet: false,
  }));
  const get = store.getState;

  /** Shows another history; the eye goes to `at`, and stays where it is when that is null. */
  const show = (history: History, at: Place | null, focus: boolean): string | null => {
    const { history: old, model: before, chosen, wanted } = get();
    const model = history.present.doc === old.present.doc ? before : modelOf(history.present.doc, before);
    const key = at === null ? null : nearest(model, keyOf(model, at));
    const next = nearest(model, key ?? chosen);
    const asked = focus && key !== null ? { key, count: (wanted?.count ?? 0) + 1 } : wanted;
    store.setState({ history, model, chosen: next, wanted: asked });
    return key;
  };

  const edit: Editor['edit'] = (command, { group, from, focus = true } = {}) => {
    const { history } = get();
    const edited = command(history.present.doc);
    if (edited.doc === history.present.doc) return null;
    const place = placeOf(get());
    // Undo comes back to where the eye was before the edit.
    const left = from ?? { ...history, present: { ...history.present, at: place } };
    const next = record(left, { doc: edited.doc, at: edited.at ?? place }, Date.now(), group);
    return show(next, edited.at, focus) ?? get().chosen;
  };

  const go = (key: string): void => {
    const { model, wanted } = get();
    if (!model.rows.has(key)) return;
    store.setState({ chosen: key, wanted: { key, count: (wanted?.count ?? 0) + 1 } });
  };

  const travel = (way: (history: History) => History, focus: boolean): void => {
    const { history } = get();
    const next = way(history);
    if (next === history) return;
    store.setState({ editing: null });
    show(next, next.present.at, focus);
  };

  return {
    store,
    edit,
    go,
    doc: () => get().history.present.doc,
    undo: (focus = true) => travel(undo, focus),
    redo: (focus = true) => travel(redo, focus),
    choose: (chosen) => store.setState({ chosen }),
    write: (editing) => store.setState({ editing }),
    open: (dialog) => store.setState({ dialog }),
    showSheet: (sheet) => store.setState({ sheet }),
    restore: ({ history, key }) => {
      store.setState({ editing: null });
      show(history, null, false);
      go(key);
    },
  };
}

/** A line that is there: `key` itself, else the first. */
function nearest(model: Model, key: string | null): string | null {
  return key !== null && model.rows.has(key) ? key : (model.roots[0] ?? null);
}

function placeOf({ model, chosen }: EditorState): Place | null {
  const row = chosen === null ? undefined : model.rows.get(chosen);
  const step = stepOf(row);
  return step === null ? answerOf(model, row) : { node: step };
}
