import { Group, NumberInput, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Evidence, LIMITS } from '@/lib/tree/types';
import { proofIn } from '../document/evidence';
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

function TryOut({ evidence }: { evidence: Evidence }) {
  const t = strings.useText();
  const [pasted, setPasted] = useState('');
  const proof = pasted === '' ? null : proofIn(evidence, pasted);
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
        {proof?.kind === 'found' && t('proves', { words: proof.words })}
        {proof?.kind === 'not' && t('provesNot')}
        {proof?.kind === 'bad' && t('badPattern')}
      </Text>
    </div>
  );
}
