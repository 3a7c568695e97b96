import { Alert } from '@mantine/core';
import { useMe } from '@/api/me';
import type { Walk } from '@/api/walks';
import { strings } from '../strings';
import { handover } from './handoverStrings';

/** Says what happened when somebody else was quicker: who did what, where the walk stands, that the note is kept. */
export function MovedOn({ walk }: { walk: Walk }) {
  const t = strings.useText();
  const h = handover.useText();
  const me = useMe();
  const last = walk.walked_path.at(-1);
  const quicker = last?.user && last.user.id !== me.id ? last : null;
  return (
    <Alert color="yellow" role="alert">
      {quicker
        ? h('quicker', {
            name: quicker.user?.name ?? '',
            answer: quicker.answer,
            question: quicker.question,
          })
        : t('movedOn')}
    </Alert>
  );
}
