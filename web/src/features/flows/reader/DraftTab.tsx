import { Button, Group, SegmentedControl, Stack, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Finding, type FlowDetail, type FlowDraft, flowDraftQuery, useDropDraft } from '@/api/flows';
import { troubleOf } from '@/api/problem';
import { relativeTime } from '@/lib/time';
import { stepKey } from '@/lib/tree/model';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Panel } from '@/ui/Panel';
import stepClasses from '@/ui/steps/steps.module.css';
import { notifyDone, notifyProblem } from '@/ui/toast';
import type { Jump } from '../outline/Outline';
import { StepsView } from '../outline/StepsView';
import { strings as stepStrings } from '../outline/strings';
import { FileWays } from './FileWays';
import classes from './reader.module.css';
import { strings } from './strings';
import { useStepAddress } from './useStepAddress';

/** The draft: what the check found, its steps, and the ways on from here. */
export function DraftTab({ flow }: { flow: FlowDetail }) {
  const query = useQuery(flowDraftQuery(flow.id));
  return (
    <Loaded query={query} explain={troubleOf} lines={10}>
      {(draft) =>
        Object.keys(draft.tree.nodes).length === 0 ? (
          <NoSteps flow={flow} />
        ) : (
          <Draft flow={flow} draft={draft} />
        )
      }
    </Loaded>
  );
}

/** A flow that was made and not written yet. */
function NoSteps({ flow }: { flow: FlowDetail }) {
  const t = strings.useText();
  const navigate = useNavigate();
  const write = (): void => void navigate({ to: '/flows/$flowId/edit', params: { flowId: flow.id } });
  return <EmptyState sentence={t('noSteps')} action={{ label: t('writeSteps'), run: write, keys: 'e' }} />;
}

function Draft({ flow, draft }: { flow: FlowDetail; draft: FlowDraft }) {
  const t = strings.useText();
  const address = useStepAddress();
  const [view, setView] = useState<'outline' | 'picture'>('outline');
  const [wanted, setWanted] = useState<Jump | null>(null);
  const go = (nodeId: string): void =>
    setWanted((last) => ({ key: stepKey(nodeId), count: (last?.count ?? 0) + 1 }));
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {stateOf(draft)}
        </Text>
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            value={view}
            onChange={(next) => setView(next === 'picture' ? next : 'outline')}
            data={[
              { value: 'outline', label: t('tab_outline') },
              { value: 'picture', label: t('tab_picture') },
            ]}
          />
          {flow.status !== 'archived' && (
            <Button
              size="xs"
              renderRoot={(props) => (
                <Link
                  to="/flows/$flowId/edit"
                  params={{ flowId: flow.id }}
                  search={{ step: address.step }}
                  {...props}
                />
              )}
            >
              {t('editDraft')}
            </Button>
          )}
          {flow.published_version !== null && <Discard flow={flow} draft={draft} />}
        </Group>
      </Group>
      <StepsView
        key={draft.row_version}
        tree={draft.tree}
        view={view}
        findings={draft.findings}
        wanted={wanted}
        beside={<Findings findings={draft.findings} go={go} />}
        {...address}
      />
      <Panel title={t('fileTitle')}>
        <FileWays flow={flow} draft={draft} />
      </Panel>
    </Stack>
  );
}

function stateOf(draft: FlowDraft): string {
  const parts = [
    draft.updated_at ? strings.text('draftChanged', { when: relativeTime(draft.updated_at) }) : null,
    draft.updated_by ? strings.text('draftBy', { name: draft.updated_by.name }) : null,
  ].filter((part) => part !== null);
  const based = draft.based_on_version
    ? [strings.text('draftBasedOn', { number: draft.based_on_version })]
    : [];
  return [parts.join(' '), ...based].join(', ');
}

/** What the validator says, errors first; each jumps to its step. */
function Findings({ findings, go }: { findings: readonly Finding[]; go: (nodeId: string) => void }) {
  const t = strings.useText();
  const stepText = stepStrings.useText();
  return (
    <Panel title={t('findings')}>
      {findings.length === 0 ? (
        <Text size="sm">{t('noFindings')}</Text>
      ) : (
        <ul className={classes.findings}>
          {findings.map((finding, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
            <li key={index} className={stepClasses.finding} data-severity={finding.severity}>
              <strong>{stepText(`finding_${finding.severity}`)}:</strong>{' '}
              {finding.node_id ? (
                <UnstyledButton className={stepClasses.jump} onClick={() => go(finding.node_id ?? '')}>
                  {finding.message}
                </UnstyledButton>
              ) : (
                finding.message
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Discard({ flow, draft }: { flow: FlowDetail; draft: FlowDraft }) {
  const t = strings.useText();
  const [asking, setAsking] = useState(false);
  const drop = useDropDraft(flow.id, () => notifyDone(t('discarded')));
  const confirm = (): void =>
    drop.mutate(draft.row_version, {
      onError: (error) => notifyProblem(troubleOf(error).detail, troubleOf(error).title),
      onSettled: () => setAsking(false),
    });
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsking(true)}>
        {t('discard')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('discardTitle')}
        confirm={t('discard')}
        busy={drop.isPending}
        onConfirm={confirm}
        onClose={() => setAsking(false)}
      >
        {t('discardHelp', { number: flow.published_version ?? 0 })}
      </ConfirmDialog>
    </>
  );
}
