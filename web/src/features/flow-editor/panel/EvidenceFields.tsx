import { Group, NumberInput, Text, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { evidenceTrialQuery } from '@/api/flows';
import { type Evidence, LIMITS } from '@/lib/tree/types';
import { strings } from '../strings';

interface EvidenceFieldsProps {
  evidence: Evidence;
  onChange: (field: string, evidence: Evidence) => void;
}

/** What proves an answer, with a field to try it on real output. */
export function EvidenceFields({ evidence, onChange }: EvidenceFieldsProps) {
  const t = strings.useText();
  if (evidence.kind === 'picture') return null;
  const bound = (field: 'min' | 'max') => (
    <NumberInput
      label={t(field)}
      w="8rem"
      value={evidence[field] ?? ''}
      onChange={(value) =>
        onChange(field, { ...evidence, [field]: typeof value === 'number' ? value : null })
      }
    />
  );
  return (
    <>
      {evidence.kind === 'number' && (
        <Group gap="xs">
          {bound('min')}
          {bound('max')}
        </Group>
      )}
      <TextInput
        label={t(evidence.kind === 'text' ? 'pattern' : 'numberPattern')}
        description={t(evidence.kind === 'text' ? 'patternHelp' : 'numberPatternHelp')}
        ff="monospace"
        spellCheck={false}
        maxLength={LIMITS.regex}
        value={evidence.regex ?? ''}
        onChange={(event) => onChange('regex', { ...evidence, regex: event.currentTarget.value || null })}
      />
      <TryOut evidence={evidence} />
    </>
  );
}

const LONGEST = 200_000;
const PAUSE_MS = 300;

/** Tries the pattern on a pasted text; the server judges, as it does on a walk. */
function TryOut({ evidence }: { evidence: Evidence }) {
  const t = strings.useText();
  const [pasted, setPasted] = useState('');
  const [asked] = useDebouncedValue({ evidence, pasted }, PAUSE_MS);
  const trial = useQuery({
    ...evidenceTrialQuery(asked.evidence, asked.pasted.slice(0, LONGEST)),
    enabled: asked.pasted !== '',
  });
  return (
    <div>
      <Textarea
        label={t('tryOut')}
        description={t('tryOutHelp')}
        autosize
        minRows={2}
        maxRows={8}
        value={pasted}
        onChange={(event) => setPasted(event.currentTarget.value)}
      />
      <Text size="xs" role="status" mt={4} mih={18}>
        {pasted !== '' && inWords(trial, t)}
      </Text>
    </div>
  );
}

type Trial = Pick<UseQueryResult<{ words: string | null; problem: string | null }>, 'data' | 'error'>;

function inWords({ data, error }: Trial, t: ReturnType<typeof strings.useText>): string {
  if (error) return t('notTried');
  if (data === undefined) return t('checking');
  if (data.problem !== null) return t('badPattern', { problem: data.problem });
  return data.words === null ? t('provesNot') : t('proves', { words: data.words });
}
