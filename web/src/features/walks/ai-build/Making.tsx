import { Loader, Stack, Text, Title } from '@mantine/core';
import type { Walk } from '@/api/walks';
import { useLater } from '@/lib/later';
import { Panel } from '@/ui/Panel';
import type { UnsentAnswer } from '../unsent/answers';
import walks from '../walks.module.css';
import classes from './aiBuild.module.css';
import { building } from './strings';
import { useHeadingFocus } from './useHeadingFocus';

const LONG_MS = 10_000;

interface MakingProps {
  walk: Walk;
  /** The answer that is on its way. */
  answer: UnsentAnswer | undefined;
  byPlaybook: boolean;
}

/** Says that the next question is being worked out, and what one may do meanwhile. */
export function Making({ walk, answer, byPlaybook }: MakingProps) {
  const t = building.useText();
  const heading = useHeadingFocus();
  const long = useLater(true, LONG_MS);
  const words = (): string => {
    if (byPlaybook) return t('makingByPlaybook');
    return t(walk.step_count === 0 && !answer ? 'makingFirst' : 'makingNext');
  };
  return (
    <Panel>
      <Stack>
        <Title order={2} className={walks.question} ref={heading} tabIndex={-1}>
          {words()}
        </Title>
        <Loader type="dots" size="sm" aria-hidden="true" className={classes.dots} />
        {answer && <Text>{t('answered', { label: answer.label, question: answer.question })}</Text>}
        <Text c="dimmed" role="status">
          {t(long ? 'longer' : 'meanwhile')}
        </Text>
      </Stack>
    </Panel>
  );
}
