import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import type { NodeServed, Package, Walk } from '@/api/walks';
import { CopyButton } from '@/ui/CopyButton';
import { Keys } from '@/ui/Keys';
import { Panel } from '@/ui/Panel';
import { Words } from '@/ui/Words';
import { HEADINGS, type Heading } from '../escalate/headings';
import { handOverText } from '../escalations/asText';
import { strings } from '../strings';
import { handover } from './handoverStrings';
import { firstSentence } from './headline';
import { useCopyNote } from './useWalkKeys';

/** What became of a walk: its resolution, or the hand-over that an engineer reads. */
export function Ended({ walk }: { walk: Walk }) {
  const t = strings.useText();
  const h = handover.useText();
  return (
    <Stack>
      <Alert color={walk.status === 'escalated' ? 'yellow' : 'spruce'} role="status">
        <Group justify="space-between" gap="xs">
          <Text size="sm">
            {endWords(walk, t)} {walk.status === 'escalated' && h('waits')}
          </Text>
          {walk.status === 'resolved' && <CopyNote walkId={walk.id} />}
        </Group>
      </Alert>
      {walk.resolution_notes && (
        <Panel title={t('resolution')}>
          <Words text={walk.resolution_notes} />
        </Panel>
      )}
      {walk.escalation && <HandOver walk={walk} />}
      {walk.stopped_at && (
        <Panel title={t('stoppedAt')}>
          <Words text={stoppedAt(walk.stopped_at)} />
        </Panel>
      )}
    </Stack>
  );
}

/** What an ending says to first line is not for whoever reads where it stopped. */
function stoppedAt({ type, text }: NodeServed): string {
  return type === 'escalation' ? firstSentence(text).first : text;
}

/** What comes next: the note goes into the ticket. */
function CopyNote({ walkId }: { walkId: string }) {
  const t = strings.useText();
  const copy = useCopyNote(walkId);
  return (
    <Button size="compact-sm" variant="default" rightSection={<Keys keys="c" />} onClick={() => void copy()}>
      {t('copyNoteShort')}
    </Button>
  );
}

function endWords(walk: Walk, t: ReturnType<typeof strings.useText>): string {
  if (walk.status === 'resolved') return t('endedResolved');
  if (walk.status === 'abandoned') return t('endedAbandoned');
  const names = walk.escalation?.recipients.map((person) => person.name) ?? [];
  return names.length === 0 ? t('endedEscalatedNobody') : t('endedEscalated', { names: names.join(', ') });
}

/** The escalation's reason and its five headings. */
export function HandOver({ walk }: { walk: Walk }) {
  const t = strings.useText();
  const h = handover.useText();
  const { escalation } = walk;
  if (!escalation) return null;
  const filled = HEADINGS.filter((heading) => escalation.package[heading as keyof Package]);
  return (
    <Panel title={t('handOverTitle')}>
      <Stack gap="sm">
        <div>
          <Title order={3}>{t('reason')}</Title>
          <Words text={escalation.reason} />
        </div>
        {filled.map((heading) => (
          <div key={heading}>
            <Title order={3}>{t(heading)}</Title>
            <Words text={escalation.package[heading as keyof Package] ?? ''} />
          </div>
        ))}
        {escalation.missing.length > 0 && (
          <Text size="sm" c="dimmed">
            {h('notGiven', { headings: escalation.missing.map((one) => t(one as Heading)).join(', ') })}
          </Text>
        )}
        {escalation.override_reason && (
          <Text size="sm" c="dimmed">
            {t('gaps', { reason: escalation.override_reason })}
          </Text>
        )}
        <div>
          <CopyButton text={handOverText(walk, t)} label={h('copy')} size="compact-sm" />
        </div>
      </Stack>
    </Panel>
  );
}
