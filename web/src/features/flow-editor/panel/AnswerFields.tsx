import { Button, Group, Select, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { stepKey } from '@/lib/tree/model';
import { LIMITS, type Option } from '@/lib/tree/types';
import stepClasses from '@/ui/steps/steps.module.css';
import { useDoc, useEditor } from '../context';
import { changeAnswer } from '../document/commands';
import type { AnswerRef } from '../document/doc';
import classes from '../editor.module.css';
import { strings } from '../strings';
import { EvidenceFields } from './EvidenceFields';

const KINDS = ['text', 'number', 'picture'] as const;

/** The answer that leads to the chosen line: its words, what proves it, where it leads. */
export function AnswerFields({ at, option }: { at: AnswerRef; option: Option }) {
  const t = strings.useText();
  const editor = useEditor();
  const change = (field: string, fields: Partial<Omit<Option, 'id' | 'next_id'>>): void =>
    void editor.edit((doc) => changeAnswer(doc, at, fields), { group: `${field}:${at.node}:${at.option}` });
  return (
    <fieldset className={classes.fieldset}>
      <legend>{t('answerLegend')}</legend>
      <Stack gap="xs">
        <TextInput
          label={t('answer')}
          maxLength={LIMITS.label}
          value={option.label}
          onChange={(event) => change('label', { label: event.currentTarget.value })}
        />
        <LeadsTo option={option} />
        <Select
          label={t('evidence')}
          description={t('evidenceHelp')}
          placeholder={t('evidence_none')}
          clearable
          data={KINDS.map((value) => ({ value, label: t(`evidence_${value}`) }))}
          value={option.evidence?.kind ?? null}
          onChange={(kind) => {
            const chosen = KINDS.find((one) => one === kind);
            change('kind', { evidence: chosen ? { ...option.evidence, kind: chosen } : null });
          }}
        />
        {option.evidence && (
          <EvidenceFields
            evidence={option.evidence}
            onChange={(field, evidence) => change(`evidence-${field}`, { evidence })}
          />
        )}
      </Stack>
    </fieldset>
  );
}

function LeadsTo({ option }: { option: Option }) {
  const t = strings.useText();
  const editor = useEditor();
  const target = useDoc().nodes[option.next_id ?? ''];
  return (
    <div>
      <Text size="sm" fw={500} component="div">
        {t('leadsTo')}
      </Text>
      {target ? (
        <UnstyledButton className={stepClasses.jump} onClick={() => editor.go(stepKey(target.id))}>
          {target.text || t('noText')}
        </UnstyledButton>
      ) : (
        <Text size="sm" className={stepClasses.nowhere}>
          {t('nowhere')}
        </Text>
      )}
      <Group gap="xs" mt={4}>
        <Button size="compact-xs" variant="default" onClick={() => editor.open('join')}>
          {t('joinTo')}
        </Button>
      </Group>
    </div>
  );
}
