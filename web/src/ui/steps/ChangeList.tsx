import { Text } from '@mantine/core';
import type { AnswerChange, Change, Field } from '@/lib/tree/diff';
import classes from './changes.module.css';
import { StepMark } from './StepMark';
import { strings } from './strings';

const SHOWN = 100;

/** What changed, step by step, in words. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const t = strings.useText();
  if (changes.length === 0) return <Text size="sm">{t('noChanges')}</Text>;
  return (
    <ul className={classes.changes}>
      {changes.slice(0, SHOWN).map((change, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
        <li key={index} data-kind={change.kind}>
          <OneChange change={change} />
        </li>
      ))}
      {changes.length > SHOWN && <li>{t('moreChanges', { count: changes.length - SHOWN })}</li>}
    </ul>
  );
}

function OneChange({ change }: { change: Change }) {
  const t = strings.useText();
  if (change.kind === 'start') return t(`start_${change.how}`);
  if (change.kind === 'root') return t('change_root', { to: change.to, from: change.from });
  return (
    <>
      <span className={classes.kind} data-kind={change.kind}>
        {t(`change_${change.kind}`)}
      </span>{' '}
      <StepMark type={change.node.type} />
      {change.node.text || t('noText')}
      {change.kind === 'changed' && (
        <ul className={classes.parts}>
          {change.fields.map((field) => (
            <li key={field}>{fieldInWords(change.was, change.node, field)}</li>
          ))}
          {change.answers.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
            <li key={index}>{answerInWords(one)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

type Step = Extract<Change, { kind: 'changed' }>['node'];

function fieldInWords(was: Step, node: Step, field: Field): string {
  if (field === 'text') return strings.text('was_text', { was: was.text || strings.text('noText') });
  if (field === 'type') {
    return strings.text('was_type', {
      was: strings.text(`type_${was.type}`),
      now: strings.text(`type_${node.type}`),
    });
  }
  return strings.text(`was_${field}`);
}

function answerInWords(change: AnswerChange): string {
  if (change.kind === 'order') return strings.text('answers_order');
  if (change.kind === 'renamed')
    return strings.text('answer_renamed', { label: change.label, was: change.was });
  if (change.kind === 'led') {
    const nowhere = strings.text('nowhereYet');
    return strings.text('answer_led', {
      label: change.label,
      to: change.to ?? nowhere,
      was: change.was ?? nowhere,
    });
  }
  return strings.text(`answer_${change.kind}`, { label: change.label });
}
