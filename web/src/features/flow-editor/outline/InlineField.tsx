import { type ClipboardEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { LIMITS } from '@/lib/tree/types';
import { useEditor } from '../context';
import { labelsOf } from '../document/commands';
import classes from '../editor.module.css';
import { finish, giveUp, pasteHere } from '../ops';
import { strings } from '../strings';

interface InlineFieldProps {
  what: 'text' | 'label';
  value: string;
}

/** Writes a text or an answer where it stands. Enter takes it over, Escape leaves it as it was. */
export function InlineField({ what, value }: InlineFieldProps) {
  const t = strings.useText();
  const editor = useEditor();
  const field = useRef<HTMLTextAreaElement>(null);
  const done = useRef(false);
  const [words, setWords] = useState(value);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as high as its words
  useLayoutEffect(() => {
    const box = field.current;
    if (box === null) return;
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
  }, [words]);
  const take = (on: boolean): void => {
    if (done.current) return;
    done.current = true;
    finish(editor, words, on);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Neither the tree nor shortcuts hear what is typed here.
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const takes = (event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab';
    if (!takes && event.key !== 'Escape') return;
    event.preventDefault();
    if (takes) take(true);
    else {
      done.current = true;
      giveUp(editor);
    }
  };
  const onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text/plain');
    if (what !== 'label' || words.trim() !== '' || labelsOf(text).length < 2) return;
    event.preventDefault();
    done.current = true;
    giveUp(editor);
    pasteHere(editor, text);
  };
  return (
    <textarea
      ref={field}
      className={classes.inline}
      data-what={what}
      rows={1}
      aria-label={t(what === 'label' ? 'writeAnswer' : 'writeText')}
      placeholder={t(what === 'label' ? 'answerHint' : 'textHint')}
      maxLength={what === 'label' ? LIMITS.label : LIMITS.text}
      value={words}
      onChange={(event) => setWords(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
      onBlur={() => take(false)}
    />
  );
}
