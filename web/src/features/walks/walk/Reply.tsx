import { Group, Mark, Text, Textarea } from '@mantine/core';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useActions } from '@/lib/keys/useActions';
import { ErrorState } from '@/ui/ErrorState';
import { Keys } from '@/ui/Keys';
import { strings } from '../strings';
import { focusField } from './focusField';
import { type Marked, MOST_KEPT } from './replyMarks';
import { replyStrings } from './replyStrings';
import type { Reply as Read } from './useReply';

const FIELD = 'walk-reply';
const MOST = 200_000;

interface ReplyProps {
  reply: Read;
  /** An answer can't be given now. */
  disabled: boolean;
  onConfirm: (optionId: string) => void;
}

/** One place to type or paste what the caller says, output or a picture: it marks an answer, and Enter gives it. */
export function Reply({ reply, disabled, onConfirm }: ReplyProps) {
  const t = replyStrings.useText();
  const group = strings.useText()('answers');
  useActions([
    { id: 'walk.reply', label: t('focus'), group, keys: 't', run: () => focusField(FIELD), disabled },
  ]);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Escape') event.currentTarget.blur();
    if (!isPlainEnter(event)) return;
    event.preventDefault();
    if (!reply.marked) reply.read(event.currentTarget.value);
    else if (!disabled && !reply.busy) onConfirm(reply.marked.optionId);
  };

  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const picture = [...event.clipboardData.files].find((file) => file.type.startsWith('image/'));
    const pasted = event.clipboardData.getData('text');
    if (picture && !pasted) {
      event.preventDefault();
      reply.showPicture(picture);
      return;
    }
    const field = event.currentTarget;
    // The pasted words are in the field once the event is over; then they are read without waiting for more.
    setTimeout(() => reply.read(field.value));
  };

  return (
    <div>
      <Textarea
        id={FIELD}
        label={
          <Group component="span" gap={6} display="inline-flex">
            {t('reply')} <Keys keys="t" />
          </Group>
        }
        placeholder={t('hint')}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={MOST}
        value={reply.text}
        onChange={(event) => reply.say(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <Text size="sm" role="status" mih={22} mt={4}>
        <Outcome reply={reply} />
      </Text>
      {reply.text.length > MOST_KEPT && (
        <Text size="sm" c="dimmed">
          {t('tooLong')}
        </Text>
      )}
      {reply.picture !== null && (
        <Text size="sm" c="dimmed">
          {t('picture', { name: reply.picture })}
        </Text>
      )}
      {reply.trouble && <ErrorState trouble={reply.trouble} />}
    </div>
  );
}

/** Enter alone, and not the one that ends the writing of a character. */
function isPlainEnter(event: KeyboardEvent): boolean {
  const held = event.shiftKey || event.ctrlKey || event.metaKey || event.altKey;
  return event.key === 'Enter' && !held && !event.nativeEvent.isComposing;
}

function Outcome({ reply }: { reply: Read }) {
  const t = replyStrings.useText();
  if (reply.busy) return t('reading');
  if (reply.marked) {
    return (
      <>
        {t('marked', { label: reply.marked.label })} {t('confirm')}
      </>
    );
  }
  return reply.unclear;
}

/** Why an answer is marked, under its label, with the words that decided and that the reason does not quote. */
export function Because({ marked }: { marked: Marked }) {
  const t = replyStrings.useText();
  const quoted = marked.why.toLowerCase();
  const words = marked.words.filter((word) => !quoted.includes(word.toLowerCase()));
  return (
    <Text component="span" size="sm">
      {t('because', { why: marked.why })}{' '}
      {words.map((word) => (
        <Mark key={word} mr={4} px={3}>
          {word}
        </Mark>
      ))}
    </Text>
  );
}
