import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { type FlowDetail, usePublishFlow, versionQuery } from '@/api/flows';
import { troubleOf } from '@/api/problem';
import { useActions } from '@/lib/keys/useActions';
import { diff } from '@/lib/tree/diff';
import { DialogFoot } from '@/ui/DialogFoot';
import { ErrorState } from '@/ui/ErrorState';
import { Loaded } from '@/ui/Loaded';
import { ChangeList } from '@/ui/steps/ChangeList';
import { notifyDone } from '@/ui/toast';
import { useDoc, useEditor } from '../context';
import { FindingLines, goTo } from '../FindingList';
import type { Findings } from '../findings';
import type { Saving } from '../saving';
import { strings } from '../strings';

interface PublishDialogProps {
  flow: FlowDetail;
  saving: Saving;
  findings: Findings;
  onClose: () => void;
}

/** Publishes what stands on screen: what changed first, and while something is to mend only where. */
export function PublishDialog({ flow, saving, findings, onClose }: PublishDialogProps) {
  const t = strings.useText();
  const editor = useEditor();
  const errors = findings.all.filter((found) => found.severity === 'error');
  const mend = (): void => {
    onClose();
    if (errors[0]) goTo(editor, errors[0]);
  };
  return (
    <Modal
      opened
      returnFocus={false}
      onClose={onClose}
      title={t('publishTitle', { title: flow.title })}
      size="lg"
    >
      {errors.length > 0 ? (
        <Stack>
          <Text size="sm">{t('cantPublish', { count: errors.length })}</Text>
          <FindingLines found={errors} then={onClose} />
          <Group justify="flex-end">
            <Button variant="default" onClick={mend} data-autofocus>
              {t('mend')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <PublishForm flow={flow} saving={saving} warnings={findings.warnings} onClose={onClose} />
      )}
    </Modal>
  );
}

type PublishFormProps = Omit<PublishDialogProps, 'findings'> & { warnings: number };

function PublishForm({ flow, saving, warnings, onClose }: PublishFormProps) {
  const t = strings.useText();
  const navigate = useNavigate();
  const [state, setState] = useState<'saving' | 'ready' | 'stuck'>('saving');
  const { flush } = saving;
  useEffect(() => {
    void flush().then((saved) => setState(saved ? 'ready' : 'stuck'));
  }, [flush]);
  const publish = usePublishFlow(flow.id, ({ number }) => {
    notifyDone(t('publishedDone', { number }));
    void navigate({ to: '/flows/$flowId', params: { flowId: flow.id } });
  });
  const form = useForm({ initialValues: { note: '' } });
  const send = (): void => publish.mutate({ note: form.values.note, draft: saving.version() });
  useActions(
    [
      {
        id: 'publish.send',
        label: t('publish'),
        group: t('groupPage'),
        keys: 'mod+Enter',
        disabled: state === 'saving' || publish.isPending,
        run: send,
      },
    ],
    'dialog',
  );
  return (
    <form onSubmit={form.onSubmit(send)}>
      <Stack>
        <Text size="sm">{t('publishHelp', { next: (flow.published_version ?? 0) + 1 })}</Text>
        {state === 'stuck' && <ErrorState trouble={{ title: t('notSaved'), detail: t('notSavedHelp') }} />}
        {publish.error && <ErrorState trouble={troubleOf(publish.error)} />}
        <WhatChanged flow={flow} />
        {flow.start_is_newer && <Text size="sm">{t('startIsNewer')}</Text>}
        {warnings > 0 && (
          <Text size="sm" c="dimmed">
            {t('publishWarnings', { count: warnings })}
          </Text>
        )}
        <Textarea
          label={t('publishNote')}
          description={t('publishNoteHelp')}
          autosize
          minRows={2}
          maxLength={2_000}
          data-autofocus
          {...form.getInputProps('note')}
        />
        <DialogFoot submit={t('publish')} busy={publish.isPending || state === 'saving'} onClose={onClose} />
      </Stack>
    </form>
  );
}

/** What is different from the published version. */
function WhatChanged({ flow }: { flow: FlowDetail }) {
  const t = strings.useText();
  const number = flow.published_version;
  if (number === null) return <Text size="sm">{t('firstVersion')}</Text>;
  return <Against flow={flow} number={number} />;
}

function Against({ flow, number }: { flow: FlowDetail; number: number }) {
  const t = strings.useText();
  const doc = useDoc();
  const published = useQuery(versionQuery(flow.id, number));
  const before = published.data?.tree;
  const changes = useMemo(() => (before ? diff(before, doc) : []), [before, doc]);
  return (
    <section aria-label={t('whatChanged')}>
      <Text size="sm" fw={550} mb={4}>
        {t('changedSince', { number, count: changes.length })}
      </Text>
      <Loaded query={published} explain={troubleOf} lines={2}>
        {() => <ChangeList changes={changes} />}
      </Loaded>
    </section>
  );
}
