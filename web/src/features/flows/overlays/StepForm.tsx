import { Button, Select, Stack, Textarea, TextInput, Title } from '@mantine/core';
import { useMemo } from 'react';
import type { Option, Tree, TreeNode } from '@/api/flows';
import type { Changes, StepChange } from '@/api/overlays';
import { withChange, without } from './changes';
import classes from './overlays.module.css';
import { strings } from './strings';

interface StepFormProps {
  base: Tree;
  node: TreeNode;
  name: string;
  change: StepChange | undefined;
  onChange: (next: (changes: Changes) => Changes) => void;
}

/** What the chosen step says and where its answers lead for the client alone; an empty field is as in the flow. */
export function StepForm({ base, node, name, change, onChange }: StepFormProps) {
  const t = strings.useText();
  const set = (part: Partial<StepChange>): void =>
    onChange((changes) => withChange(changes, node.id, { options: {}, ...change, ...part }));
  return (
    <section className={classes.form} aria-label={t('chosen', { name })}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('chosen', { name })}
        </Title>
        <Textarea
          label={t('text', { name })}
          placeholder={node.text}
          description={change?.text ? t('theFlowSays', { text: node.text }) : undefined}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={4_000}
          value={change?.text ?? ''}
          onChange={(event) => set({ text: event.currentTarget.value || null })}
        />
        <Textarea
          label={t('help', { name })}
          placeholder={node.help ?? ''}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={4_000}
          value={change?.help ?? ''}
          onChange={(event) => set({ help: event.currentTarget.value || null })}
        />
        {node.options.map((option) => (
          <Answer
            key={option.id}
            base={base}
            option={option}
            own={change?.options?.[option.id]}
            onChange={(own) => set({ options: { ...change?.options, [option.id]: own } })}
          />
        ))}
        {change && (
          <div>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => onChange((changes) => without(changes, node.id))}
            >
              {t('reset')}
            </Button>
          </div>
        )}
      </Stack>
    </section>
  );
}

type OwnOption = NonNullable<StepChange['options']>[string];

interface AnswerProps {
  base: Tree;
  option: Option;
  own: OwnOption | undefined;
  onChange: (own: OwnOption) => void;
}

function Answer({ base, option, own, onChange }: AnswerProps) {
  const t = strings.useText();
  const targets = useMemo(
    () =>
      Object.values(base.nodes).map((node) => ({
        value: node.id,
        label: node.text.slice(0, 120) || node.id,
      })),
    [base],
  );
  const there = option.next_id ? base.nodes[option.next_id]?.text : undefined;
  return (
    <Stack gap={4} className={classes.answer}>
      <TextInput
        label={t('words', { label: option.label })}
        placeholder={option.label}
        maxLength={200}
        value={own?.label ?? ''}
        onChange={(event) => onChange({ ...own, label: event.currentTarget.value || null })}
      />
      <Select
        label={t('leadsTo', { label: option.label })}
        placeholder={t('asInFlow', { text: there ?? '…' })}
        data={targets}
        limit={60}
        searchable
        clearable
        value={own?.next_id ?? null}
        onChange={(next_id) => onChange({ ...own, next_id: next_id === option.next_id ? null : next_id })}
      />
    </Stack>
  );
}
