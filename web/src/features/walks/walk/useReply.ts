import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { troubleOf } from '@/api/problem';
import { type EvidenceGiven, keepEvidencePicture, type ReplyRead, replyQuery } from '@/api/replies';
import type { NodeServed, Walk } from '@/api/walks';
import { evidenceOf, type Marked, markedByPicture, markedByWords } from './replyMarks';
import { replyStrings } from './replyStrings';

const AFTER_TYPING_MS = 300;

/** What was said, pasted or shown while a step awaits its answer, and the answer that it speaks for. */
export interface Reply {
  text: string;
  say: (text: string) => void;
  /** Reads it now, without waiting for the typing to end. */
  read: (text: string) => void;
  showPicture: (picture: File) => void;
  marked: Marked | null;
  /** Why nothing is marked, when something was read. */
  unclear: string | null;
  busy: boolean;
  picture: string | null;
  /** What goes with the step when it is answered. */
  evidence: EvidenceGiven | undefined;
  trouble: ReturnType<typeof troubleOf> | null;
}

export function useReply(walk: Walk, node: NodeServed): Reply {
  const t = replyStrings.useText();
  const [text, setText] = useState('');
  const words = useReading(walk, text);
  const keeping = useMutation({ mutationFn: (picture: File) => keepEvidencePicture(walk.id, picture) });
  const picture = keeping.data?.name ?? null;
  const failed = words.error ?? keeping.error;
  return {
    text,
    say: setText,
    read: (said) => {
      setText(said);
      words.readNow(said);
    },
    showPicture: (shown) => keeping.mutate(shown),
    marked: markedByWords(node, words.found) ?? markedByPicture(node, picture, t('pictureProves')),
    unclear: words.found?.selected === null ? words.found.why : null,
    busy: words.busy || keeping.isPending,
    picture,
    evidence: evidenceOf(text.trim(), words.found?.kind, picture),
    trouble: failed ? troubleOf(failed) : null,
  };
}

interface Reading {
  /** What these very words were read as, not earlier ones. */
  found: ReplyRead | undefined;
  busy: boolean;
  error: Error | null;
  readNow: (text: string) => void;
}

/** Reads the words a moment after the last key, or at once. */
function useReading(walk: Walk, text: string): Reading {
  const [now, setNow] = useState('');
  const [typed] = useDebouncedValue(text, AFTER_TYPING_MS);
  const asked = (now === text ? now : typed).trim();
  const query = useQuery(replyQuery(walk.id, walk.version, asked));
  const isCurrent = asked === text.trim() && !query.isPlaceholderData;
  const found = isCurrent && asked !== '' ? query.data : undefined;
  return { found, busy: text.trim() !== '' && !found && !query.error, error: query.error, readNow: setNow };
}
