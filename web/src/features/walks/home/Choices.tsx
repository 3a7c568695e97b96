import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Candidate, IntakeResult } from '@/api/walks';
import { useActions } from '@/lib/keys/useActions';
import { Keys } from '@/ui/Keys';
import { strings } from '../strings';
import classes from '../walks.module.css';

type Unsettled = Exclude<IntakeResult, { outcome: 'started' }>;

interface ChoicesProps {
  result: Unsettled;
  busy: boolean;
  onFlow: (candidate: Candidate) => void;
  onNoneFit: () => void;
  onAdhoc: () => void;
  onEscalate: () => void;
  onChangeProblem: () => void;
}

/** What to do when no flow was certain enough: near misses to choose from, work without a flow, or escalate. */
export function Choices({
  result,
  busy,
  onFlow,
  onNoneFit,
  onAdhoc,
  onEscalate,
  onChangeProblem,
}: ChoicesProps) {
  const t = strings.useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const offered = result.outcome === 'suggestions' ? result.candidates : [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new result takes the focus
  useEffect(() => heading.current?.focus(), [result]);
  useActions([
    ...offered.slice(0, 9).map((candidate, index) => ({
      id: `intake.choose-${index + 1}`,
      label: candidate.title,
      group: t('suggestionsTitle', { count: offered.length }),
      keys: `${index + 1}`,
      run: () => onFlow(candidate),
      disabled: busy,
    })),
    { id: 'intake.adhoc', label: t('adhoc'), group: t('home'), keys: 'a', run: onAdhoc, disabled: busy },
    {
      id: 'intake.escalate',
      label: t('escalateNow'),
      group: t('home'),
      keys: 'x',
      run: onEscalate,
      disabled: busy,
    },
    {
      id: 'intake.none-fit',
      label: t('noneFits'),
      group: t('home'),
      keys: 'n',
      run: onNoneFit,
      disabled: busy || offered.length === 0,
    },
  ]);
  return (
    <Stack gap="sm">
      <Title order={2} ref={heading} tabIndex={-1}>
        {result.outcome === 'suggestions'
          ? t('suggestionsTitle', { count: offered.length })
          : t('outOfScope')}
      </Title>
      {result.outcome === 'suggestions' ? (
        <Text size="sm" c="dimmed">
          {t('suggestionsIntro', { count: offered.length })}
        </Text>
      ) : (
        <Text>{result.reason}</Text>
      )}
      {offered.map((candidate, index) => (
        <Suggestion
          key={candidate.flow_id ?? candidate.flow_proposal_id ?? candidate.title}
          candidate={candidate}
          number={index + 1}
          disabled={busy}
          onChoose={() => onFlow(candidate)}
        />
      ))}
      <Group gap="xs">
        {offered.length > 0 && (
          <Button variant="default" onClick={onNoneFit} disabled={busy} rightSection={<Keys keys="n" />}>
            {t('noneFits')}
          </Button>
        )}
        <Button variant="default" onClick={onAdhoc} disabled={busy} rightSection={<Keys keys="a" />}>
          {t('adhoc')}
        </Button>
        <Button variant="default" onClick={onEscalate} disabled={busy} rightSection={<Keys keys="x" />}>
          {t('escalateNow')}
        </Button>
        <Button variant="subtle" onClick={onChangeProblem}>
          {t('changeProblem')}
        </Button>
      </Group>
    </Stack>
  );
}

interface SuggestionProps {
  candidate: Candidate;
  number: number;
  disabled: boolean;
  onChoose: () => void;
}

function Suggestion({ candidate, number, disabled, onChoose }: SuggestionProps) {
  const t = strings.useText();
  return (
    <button type="button" className={classes.answer} onClick={onChoose} disabled={disabled}>
      <span className={classes.number} aria-hidden="true">
        {number}
      </span>
      <span className={classes.answerWords}>
        <span className={classes.answerLabel}>{candidate.title}</span>
        <Text component="span" size="sm" c="dimmed">
          {[
            candidate.category,
            `${t(wordFor(candidate.score))}, ${t('percent', { percent: Math.round(candidate.score * 100) })}`,
          ]
            .filter(Boolean)
            .join(' · ')}
          {candidate.matched_words.length > 0 &&
            ` · ${t('matched', { words: candidate.matched_words.slice(0, 6).join(', ') })}`}
        </Text>
      </span>
    </button>
  );
}

/** A chance from 0 to 1 in words. */
export function wordFor(score: number): 'likely' | 'possible' | 'unlikely' {
  if (score >= 0.6) return 'likely';
  return score >= 0.25 ? 'possible' : 'unlikely';
}
