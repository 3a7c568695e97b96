import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { type FlowDetail, type FlowDraft, flowDraftQuery, usePublishFlow, versionQuery } from '@/api/flows';
import { troubleOf } from '@/api/problem';
import { diff } from '@/lib/tree/diff';
import { DialogFoot } from '@/ui/DialogFoot';
import { ErrorState } from '@/ui/ErrorState';
import { Loaded } from '@/ui/Loaded';
import { ChangeList } from '@/ui/steps/ChangeList';
import { notifyDone } from '@/ui/toast';
import { strings } from './strings';

interface PublishDialogProps {
  flow: FlowDetail;
  onClose: () => void;
  openDraft: () => void;
}

/** Publishes the draft that is looked at, with a note of what changed. */
export function PublishDialog(props: PublishDialogProps) {
  const t = strings.useText();
  const draft = useQuery(flowDraftQuery(props.flow.id));
  return (
    <Modal opened onClose={props.onClose} title={t('publishTitle', { title: props.flow.title })} size="lg">
      <Loaded query={draft} explain={troubleOf} lines={3}>
        {(found) => <PublishForm {...props} draft={found} />}
      </Loaded>
    </Modal>
  );
}

function PublishForm({ flow, draft, onClose, openDraft }: PublishDialogProps & { draft: FlowDraft }) {
  const t = strings.useText();
  const publish = usePublishFlow(flow.id, ({ number }) => {
    notifyDone(t('publishedDone', { number }));
    onClose();
  });
  const form = useForm({ initialValues: { note: '' } });
  const errors = draft.findings.filter((finding) => finding.severity === 'error').length;
  const warnings = draft.findings.length - errors;
  const seeFindings = (): void => {
    onClose();
    openDraft();
  };
  const submit = form.onSubmit(({ note }) => publish.mutate({ note, draft: draft.row_version }));
  if (errors > 0) {
    return (
      <Stack>
        <Text size="sm">{t('cantPublish', { count: errors })}</Text>
        <Group justify="flex-end">
          <Button onClick={seeFindings} data-autofocus>
            {t('showDraft')}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('publishHelp', { next: (flow.published_version ?? 0) + 1 })}</Text>
        {publish.error && <ErrorState trouble={troubleOf(publish.error)} />}
        {flow.published_version !== null && (
          <WhatChanged flow={flow} draft={draft} number={flow.published_version} />
        )}
        {flow.start_is_newer && <Text size="sm">{t('startIsNewer')}</Text>}
        {warnings > 0 && (
          <Text size="sm" c="dimmed">
            {t('warnings', { count: warnings })}
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
        <DialogFoot submit={t('publish')} busy={publish.isPending} onClose={onClose} />
      </Stack>
    </form>
  );
}

/** What is different from the version that is published now. */
function WhatChanged({ flow, draft, number }: { flow: FlowDetail; draft: FlowDraft; number: number }) {
  const t = strings.useText();
  const published = useQuery(versionQuery(flow.id, number));
  return (
    <Loaded query={published} explain={troubleOf} lines={2}>
      {({ tree }) => {
        const changes = diff(tree, draft.tree);
        return (
          <section>
            <Text size="sm" fw={550} mb={4}>
              {t('changedSince', { number, count: changes.length })}
            </Text>
            <ChangeList changes={changes} />
          </section>
        );
      }}
    </Loaded>
  );
}
