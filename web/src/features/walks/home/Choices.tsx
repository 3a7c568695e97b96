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
  const { sure, moreWords, offered } = readingOf(result);
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
      disabled: busy || !sure,
    },
  ]);
  return (
    <Stack gap="sm">
      <Title order={2} ref={heading} tabIndex={-1}>
        {titleOf(result, t)}
      </Title>
      {sure ? (
        <Text size="sm" c="dimmed">
          {introOf(result, t)}
        </Text>
      ) : (
        <Text>{introOf(result, t)}</Text>
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
      {!sure && <WhyNone result={result} />}
      <Group gap="xs">
        {moreWords && <Button onClick={onChangeProblem}>{t('changeProblem')}</Button>}
        {sure && (
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
        {!moreWords && (
          <Button variant="subtle" onClick={onChangeProblem}>
            {t('changeProblem')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

type Words = ReturnType<typeof strings.useText>;

/** Whether what is offered may well fit, or nothing does and the nearest are named, or too little was said. */
function readingOf(result: Unsettled) {
  if (result.outcome === 'suggestions') return { sure: true, moreWords: false, offered: result.candidates };
  const offered = result.nearest ?? [];
  return { sure: false, moreWords: Boolean(result.more_words) && offered.length === 0, offered };
}

function titleOf(result: Unsettled, t: Words): string {
  const { sure, moreWords, offered } = readingOf(result);
  if (sure) return t('suggestionsTitle', { count: offered.length });
  if (moreWords) return t('moreWords');
  return t(offered.length > 0 ? 'noneSure' : 'outOfScope');
}

function introOf(result: Unsettled, t: Words): string {
  if (result.outcome === 'suggestions') return t('suggestionsIntro', { count: result.candidates.length });
  return readingOf(result).offered.length > 0 ? t('nearestIntro') : result.reason;
}

/** Under the nearest flows: why no questions are made, and what could change that. */
function WhyNone({ result }: { result: Unsettled }) {
  if (result.outcome === 'suggestions' || readingOf(result).offered.length === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {result.reason}
    </Text>
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
          {[candidate.category, likelihood(candidate.score, t)].filter(Boolean).join(' · ')}
          {candidate.matched_words.length > 0 &&
            ` · ${t('matched', { words: candidate.matched_words.slice(0, 6).join(', ') })}`}
        </Text>
      </span>
    </button>
  );
}

/** Below this a number says nothing to the person: the flow is shown for being near, not for being likely. */
const TELLING_SCORE = 0.15;

/** A chance from 0 to 1 in words, with its number where that helps to choose. */
export function likelihood(score: number, t: Words): string {
  if (score < TELLING_SCORE) return t('nearby');
  return `${t(wordFor(score))}, ${t('percent', { percent: Math.round(score * 100) })}`;
}

function wordFor(score: number): 'likely' | 'possible' | 'unlikely' {
  if (score >= 0.6) return 'likely';
  return score >= 0.25 ? 'possible' : 'unlikely';
}
