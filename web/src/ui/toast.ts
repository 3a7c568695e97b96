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

/**
 * Says that something was done and can be undone for 8 seconds; returns how to take the offer back earlier.
 *
 * An `undo` that returns a promise and is refused says so, under the refusal's own title or `failed`, wherever one is by
 * then: hand in `mutateAsync`, since what `mutate` is given is not called once its screen is gone.
 */
export function notifyUndo(message: string, undo: () => unknown, failed?: string): () => void {
  let gone = false;
  let withdraw = (): void => {
    gone = true;
  };
  say((messages) => {
    if (!gone) withdraw = messages.undoable(message, undo, failed);
  });
  return () => withdraw();
}
