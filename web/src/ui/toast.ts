import { create } from 'zustand';
import type * as Messages from './messages';

/** Whether anything has been said yet; the stack of messages is loaded with the first one. */
export const useAnythingSaid = create<boolean>(() => false);

function say(message: (messages: typeof Messages) => void): void {
  void import('./messages').then((messages) => {
    useAnythingSaid.setState(true, true);
    message(messages);
  });
}

/** Says in passing that something was done. */
export function notifyDone(message: string): void {
  say((messages) => messages.done(message));
}

/** Says that something did not work; stays until it is closed. */
export function notifyProblem(message: string, title?: string): void {
  say((messages) => messages.problem(message, title));
}

/** Says that something was done and can be undone for 8 seconds. */
export function notifyUndo(message: string, undo: () => void): void {
  say((messages) => messages.undoable(message, undo));
}
