import { Button, Group, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { troubleOf } from '@/api/problem';
import { useSend } from '@/api/send';
import { type NodeServed, readEvidence, type Walk } from '@/api/walks';
import { ErrorState } from '@/ui/ErrorState';
import { strings } from '../strings';

interface EvidenceProps {
  walk: Walk;
  node: NodeServed;
  onRead: (read: { optionId: string | null; evidence: string }) => void;
}

/** Pasted output that speaks for an answer: the answer is marked with the reason, the person confirms by choosing it. */
export function Evidence({ walk, node, onRead }: EvidenceProps) {
  const t = strings.useText();
  const [pasted, setPasted] = useState('');
  const read = useSend({
    send: (evidence: string) => readEvidence(walk.id, evidence),
    onDone: (found, evidence) => onRead({ optionId: found.option_id, evidence }),
  });
  const found = read.data;
  const label = node.options.find((option) => option.id === found?.option_id)?.label;
  return (
    <div>
      <Textarea
        label={t('evidence')}
        placeholder={t('evidenceHint')}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={50_000}
        value={pasted}
        onChange={(event) => setPasted(event.currentTarget.value)}
        onPaste={(event) => {
          const text = event.clipboardData.getData('text');
          if (text.trim() && !pasted) read.mutate(text);
        }}
      />
      <Group gap="xs" mt={4} mih={28}>
        <Button
          size="compact-sm"
          variant="default"
          disabled={!pasted.trim()}
          loading={read.isPending}
          onClick={() => read.mutate(pasted)}
        >
          {t('readEvidence')}
        </Button>
        <Text size="sm" role="status">
          {found && (label ? t('evidenceMarked', { label, why: found.why }) : found.why)}
        </Text>
      </Group>
      {read.error && <ErrorState trouble={troubleOf(read.error)} />}
    </div>
  );
}
