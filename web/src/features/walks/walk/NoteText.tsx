import { Text } from '@mantine/core';
import { NoteBox } from '@/ui/NoteBox';
import classes from './note.module.css';
import { strings } from './timeStrings';

const MASK = '[masked]';

/** The text of a note as it will be pasted, with what was masked marked. */
export function NoteText({ text, masked }: { text: string; masked: number }) {
  const t = strings.useText();
  const parts = text.split(MASK);
  return (
    <>
      <NoteBox>
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, which have nothing but their place
          <span key={index}>
            {part}
            {index < parts.length - 1 && <mark className={classes.mask}>{MASK}</mark>}
          </span>
        ))}
      </NoteBox>
      {masked > 0 && (
        <Text size="sm" c="dimmed" role="status">
          {t('masked', { count: masked })}
        </Text>
      )}
    </>
  );
}
