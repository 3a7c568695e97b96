import { Stack, Text, Title, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Finding, Option, TreeNode } from '@/api/flows';
import { minutesInWords } from '@/lib/time';
import { type Model, type Row, stepKey } from '@/lib/tree/model';
import { StepMark } from '@/ui/steps/StepMark';
import classes from '@/ui/steps/steps.module.css';
import { strings as stepStrings } from '@/ui/steps/strings';
import { Words } from '@/ui/Words';
import { evidenceInWords } from './evidence';
import { strings } from './strings';

interface StepDetailProps {
  model: Model;
  node: TreeNode;
  findings?: readonly Finding[];
  jump: (key: string) => void;
}

/** All that a step says, where its answers lead, and where one comes from. */
export function StepDetail({ model, node, findings = [], jump }: StepDetailProps) {
  const t = strings.useText();
  return (
    <Stack gap="sm" className={classes.detail}>
      <StepHead node={node} />
      {findings.map((finding) => (
        <div
          key={finding.code + finding.message}
          className={classes.finding}
          data-severity={finding.severity}
        >
          <strong>{t(`finding_${finding.severity}`)}:</strong> {finding.message}
        </div>
      ))}
      <Words text={node.text} className={classes.detailText} />
      <Part label={t('help')} text={node.help} />
      <Part label={t('script')} text={node.script} />
      <Part label={t('notes')} text={node.notes} />
      <Part label={t('to')} text={node.to} />
      <Part label={t('reason')} text={node.reason} />
      <Part label={t('handOver')} text={node.hand_over} />
      <Answers model={model} node={node} jump={jump} />
      <Origins model={model} node={node} jump={jump} />
      {node.citations.length > 0 && (
        <Labelled label={t('sources')}>
          {node.citations.map((citation) => (
            <Words
              key={citation.source + citation.passage}
              size="sm"
              text={[citation.source, citation.passage].filter(Boolean).join(': ')}
            />
          ))}
        </Labelled>
      )}
      <Text size="xs" c="dimmed">
        {t('stepId')}: <span className={classes.mono}>{node.id}</span>
      </Text>
    </Stack>
  );
}

function StepHead({ node }: { node: TreeNode }) {
  const t = strings.useText();
  const stepText = stepStrings.useText();
  const facts = [
    stepText(`type_${node.type}`),
    node.minutes ? t('minutes', { time: minutesInWords(node.minutes) }) : null,
    node.made_by === 'person' ? null : t(`made_${node.made_by}`),
    node.needs_review ? t('review') : null,
  ].filter((fact) => fact !== null);
  return (
    <div className={classes.detailHead}>
      <span aria-hidden="true">
        <StepMark type={node.type} />
      </span>
      <Text size="sm" c="dimmed">
        {facts.join(' · ')}
      </Text>
    </div>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section>
      <Title order={2} className={classes.label}>
        {label}
      </Title>
      {children}
    </section>
  );
}

function Part({ label, text }: { label: string; text?: string | null }) {
  if (!text) return null;
  return (
    <Labelled label={label}>
      <Words text={text} size="sm" />
    </Labelled>
  );
}

type Linked = Omit<StepDetailProps, 'findings'>;

function Answers({ model, node, jump }: Linked) {
  const t = strings.useText();
  if (node.options.length === 0) return null;
  return (
    <Labelled label={node.type === 'action' ? t('howItWent') : t('answers')}>
      <ul className={classes.links}>
        {node.options.map((option) => (
          <li key={option.id}>
            <span className={classes.answer}>{option.label}</span>
            <Target model={model} option={option} jump={jump} />
            {option.evidence && (
              <Text size="xs" c="dimmed" className={classes.evidence}>
                {evidenceInWords(option.evidence)}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </Labelled>
  );
}

function Target({ model, option, jump }: { model: Model; option: Option; jump: (key: string) => void }) {
  const t = strings.useText();
  const key = option.next_id ? stepKey(option.next_id) : '';
  const target = model.rows.get(key)?.node;
  if (!target) return <span className={classes.nowhere}>{t('nowhere')}</span>;
  return (
    <UnstyledButton className={classes.jump} onClick={() => jump(key)}>
      {target.text}
    </UnstyledButton>
  );
}

/** The answers that lead to a step: the one it stands under, and its joins. */
function originsOf(model: Model, node: TreeNode): { from: TreeNode; answer: Option; key: string }[] {
  const own = model.rows.get(stepKey(node.id));
  const joins = (model.joins.get(node.id) ?? []).map((key) => model.rows.get(key));
  return [own, ...joins].flatMap((row?: Row) => {
    const from = row?.parent ? model.rows.get(row.parent)?.node : null;
    return row?.answer && from && row.parent ? [{ from, answer: row.answer, key: row.parent }] : [];
  });
}

function Origins({ model, node, jump }: Linked) {
  const t = strings.useText();
  const origins = originsOf(model, node);
  if (origins.length === 0) return null;
  return (
    <Labelled label={t('reachedFrom')}>
      <ul className={classes.links}>
        {origins.map(({ from, answer, key }) => (
          <li key={key + answer.id}>
            <UnstyledButton className={classes.jump} onClick={() => jump(key)}>
              {from.text}
            </UnstyledButton>
            <span className={classes.answer}>{answer.label}</span>
          </li>
        ))}
      </ul>
    </Labelled>
  );
}
