import { Link } from '@tanstack/react-router';
import { useUnsaved } from '@/lib/autosave/kept';
import { useOnline } from '@/lib/connection';
import { useDraftKeys, useNothingKept } from '@/lib/drafts';
import { useAnswers } from '../unsent/answers';
import { notesKey } from '../unsent/notes';
import { workspace } from '../workspace';
import classes from './WorkBar.module.css';

const SENT_BY_ITSELF = /^(walk-notes|walk-answer):/;

/** What the person must know about what they typed: that it waits for the connection, or waits for them elsewhere. */
export function Notices({ present }: { present: string | undefined }) {
  const t = workspace.useText();
  const online = useOnline();
  const nothingKept = useNothingKept();
  const waiting = useDraftKeys((keys) => [...keys].filter((key) => SENT_BY_ITSELF.test(key)).length);
  const elsewhere = useElsewhere(present);
  return (
    <div role="status">
      {!online && (
        <div className={classes.notice}>
          {t('offline')} {waiting > 0 && t('offlineKept', { count: waiting })}
        </div>
      )}
      {nothingKept && <div className={classes.notice}>{t('noRoom')}</div>}
      {elsewhere.map(({ walkId, words }) => (
        <div key={walkId} className={classes.notice}>
          {t(words)}{' '}
          <Link to="/walks/$walkId" params={{ walkId }}>
            {t('aWalk')}
          </Link>
        </div>
      ))}
    </div>
  );
}

interface Elsewhere {
  walkId: string;
  words: 'notSavedIn' | 'conflictIn' | 'refusedIn';
}

/** Walks other than the present one in which something waits for the person's word. */
function useElsewhere(present: string | undefined): Elsewhere[] {
  const unsaved = useUnsaved();
  const answers = useAnswers();
  const notes = Object.entries(unsaved).flatMap(([key, state]): Elsewhere[] => {
    const walkId = key.startsWith(notesKey('')) ? key.slice(notesKey('').length) : '';
    if (walkId === '' || !['refused', 'conflict'].includes(state)) return [];
    return [{ walkId, words: state === 'conflict' ? 'conflictIn' : 'notSavedIn' }];
  });
  const refused = Object.entries(answers).flatMap(([walkId, { state }]): Elsewhere[] =>
    state === 'refused' ? [{ walkId, words: 'refusedIn' }] : [],
  );
  const all = [...notes, ...refused].filter(({ walkId }) => walkId !== present);
  return all.filter((one, index) => all.findIndex(({ walkId }) => walkId === one.walkId) === index);
}
