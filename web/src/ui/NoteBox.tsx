import type { ReactNode } from 'react';
import classes from './ui.module.css';

/** The text of a note as it stands, line by line; a long one scrolls in its box, by keyboard too. */
export function NoteBox({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
    <pre className={classes.noteBox} tabIndex={0}>
      {children}
    </pre>
  );
}
