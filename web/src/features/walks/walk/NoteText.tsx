import { Text } from '@mantine/core';
import classes from './note.module.css';
import { strings } from './timeStrings';

const MASK = '[masked]';

/** The text of a note as it will be pasted, with what was masked marked. */
export function NoteText({ text, masked }: { text: string; masked: number }) {
  const t = strings.useText();
  const parts = text.split(MASK);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <pre className={classes.noteText} tabIndex={0}>
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, which have nothing but their place
          <span key={index}>
            {part}
            {index < parts.length - 1 && <mark className={classes.mask}>{MASK}</mark>}
          </span>
        ))}
      </pre>
      {masked > 0 && (
        <Text size="sm" c="dimmed" role="status">
          {t('masked', { count: masked })}
        </Text>
      )}
    </>
  );
}
