import { Badge, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { troubleOf } from '@/api/problem';
import type { NodeServed, Walk } from '@/api/walks';
import { useActions } from '@/lib/keys/useActions';
import { CopyButton } from '@/ui/CopyButton';
import { ErrorState } from '@/ui/ErrorState';
import { Panel } from '@/ui/Panel';
import { Words } from '@/ui/Words';
import { Citations } from '../ai-build/Citations';
import { mayTakeFocus } from '../ai-build/useHeadingFocus';
import { isBuilt, isTakenOver } from '../kind';
import { strings } from '../strings';
import classes from '../walks.module.css';
import { ClientAsideChip } from './ClientAsideChip';
import { firstSentence } from './headline';
import { hintsOf } from './hints';
import { Leaf } from './Leaf';
import { MovedOn } from './MovedOn';
import { Because, Reply } from './Reply';
import { useReply } from './useReply';
import type { Stepping } from './useStepping';

interface QuestionProps {
  walk: Walk;
  node: NodeServed;
  stepping: Stepping;
}

/** The node that awaits an answer: one question large, answers with their number keys, or the leaf that was reached. */
export function Question({ walk, node, stepping }: QuestionProps) {
  const t = strings.useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const comesByItself = isBuilt(walk);
  const { first, rest } =
    node.type === 'escalation' ? firstSentence(node.text) : { first: node.text, rest: '' };
  const { help } = hintsOf(node);
  useEffect(() => {
    if (!comesByItself || mayTakeFocus()) heading.current?.focus({ preventScroll: true });
  }, [comesByItself]);
  return (
    <Panel>
      <Stack>
        {stepping.movedOn && <MovedOn walk={walk} />}
        {node.needs_review && !comesByItself && (
          <Badge color="yellow" variant="light">
            {t('needsReview')}
          </Badge>
        )}
        <ClientAsideChip walk={walk} node={node} />
        {node.options.length === 0 && (
          <Text size="sm" fw={600} c="dimmed">
            {leafWords(walk, node, t)}
          </Text>
        )}
        <Title order={2} className={classes.question} ref={heading} tabIndex={-1}>
          {first}
        </Title>
        {rest && <Words text={rest} />}
        {help && <Words text={help} c="dimmed" />}
        <Citations node={node} />
        {node.script && <Script script={node.script} />}
        {node.options.length > 0 ? (
          <Answers walk={walk} node={node} stepping={stepping} />
        ) : (
          <Leaf walk={walk} node={node} />
        )}
        {stepping.error !== null && stepping.error !== undefined && (
          <ErrorState trouble={troubleOf(stepping.error)} />
        )}
      </Stack>
    </Panel>
  );
}

function leafWords(walk: Walk, node: NodeServed, t: ReturnType<typeof strings.useText>): string {
  if (node.type === 'resolution') return t('leafResolution');
  return t(isTakenOver(walk) ? 'leafTaken' : 'leafEscalation');
}

function Script({ script }: { script: string }) {
  const t = strings.useText();
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={600}>
          {t('script')}
        </Text>
        <CopyButton text={script} size="compact-sm" />
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <pre className={classes.script} tabIndex={0}>
        {script}
      </pre>
    </div>
  );
}

function Answers({ walk, node, stepping }: QuestionProps) {
  const t = strings.useText();
  const reply = useReply(walk, node);
  const { hints } = hintsOf(node);
  const enabled = walk.may_act && !stepping.busy;
  const choose = (optionId: string): void => stepping.answer(optionId, reply.evidence);
  useActions(
    node.options.slice(0, 9).map((option, index) => ({
      id: `walk.answer-${index + 1}`,
      label: option.label,
      group: t('answers'),
      keys: `${index + 1}`,
      keyOnly: true,
      run: () => choose(option.id),
      disabled: !enabled,
    })),
  );
  return (
    <Stack gap="xs">
      {walk.may_act && <Reply reply={reply} disabled={!enabled} onConfirm={choose} />}
      {node.options.map((option, index) => (
        <button
          key={option.id}
          type="button"
          className={classes.answer}
          data-marked={reply.marked?.optionId === option.id || undefined}
          disabled={!enabled}
          onClick={() => choose(option.id)}
        >
          <span className={classes.number} aria-hidden="true">
            {index + 1}
          </span>
          <span className={classes.answerWords}>
            <span className={classes.answerLabel}>{option.label}</span>
            {hints.has(option.id) && <span className={classes.answerHint}>{hints.get(option.id)}</span>}
            {reply.marked?.optionId === option.id && <Because marked={reply.marked} />}
          </span>
        </button>
      ))}
      <Text size="sm" c="dimmed" role="status">
        {stepping.slow && t('sending')}
      </Text>
      {walk.may_act && <StepNote stepping={stepping} />}
    </Stack>
  );
}

function StepNote({ stepping }: { stepping: Stepping }) {
  const t = strings.useText();
  const [note, setNote] = useState(stepping.readNote);
  return (
    <Textarea
      label={t('stepNote')}
      placeholder={t('stepNoteHint')}
      autosize
      minRows={1}
      maxRows={6}
      maxLength={20_000}
      value={note}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
      onChange={(event) => {
        setNote(event.currentTarget.value);
        stepping.keepNote(event.currentTarget.value);
      }}
    />
  );
}
