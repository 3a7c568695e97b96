import { Alert, Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FlowDetail, usePublishFlow } from '@/api/flows';
import { useMay } from '@/api/me';
import { troubleOf } from '@/api/problem';
import { notifyDone, notifyProblem } from '@/ui/toast';
import { readerRoute } from '../index';
import { strings } from './strings';

/** What one should know of a flow before reading it. */
export function Notices({ flow }: { flow: FlowDetail }) {
  const t = strings.useText();
  const edits = useMay('edit_flows');
  return (
    <>
      {flow.status === 'archived' && (
        <Alert variant="light" color="gray">
          {t('archivedNotice')}
        </Alert>
      )}
      {flow.status === 'draft' && (
        <Alert variant="light" color="gray">
          {t('nothingPublished')}
        </Alert>
      )}
      {edits && flow.start_is_newer && flow.status === 'published' && <StartIsNewer flow={flow} />}
      <OldVersion flow={flow} />
    </>
  );
}

function StartIsNewer({ flow }: { flow: FlowDetail }) {
  const t = strings.useText();
  const publish = usePublishFlow(flow.id, ({ number }) => notifyDone(t('publishedDone', { number })));
  const again = (): void =>
    publish.mutate(
      { note: t('startTitle') },
      {
        onError: (error) => notifyProblem(troubleOf(error).detail, troubleOf(error).title),
      },
    );
  return (
    <Alert variant="light" color="yellow" title={t('startTitle')}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t('startHelp')}</Text>
        {!flow.has_draft && (
          <Button size="xs" variant="default" loading={publish.isPending} onClick={again}>
            {t('publishAgain')}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

function OldVersion({ flow }: { flow: FlowDetail }) {
  const t = strings.useText();
  const { version, tab, step } = readerRoute.useSearch();
  const reads = tab === undefined || tab === 'picture';
  if (!reads || version === undefined || version === flow.published_version) return null;
  return (
    <Alert variant="light" color="yellow">
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          {t('oldVersion', { number: version, newest: flow.published_version ?? version })}
        </Text>
        <Button
          size="xs"
          variant="default"
          renderRoot={(props) => (
            <Link to="/flows/$flowId" params={{ flowId: flow.id }} search={{ tab, step }} {...props} />
          )}
        >
          {t('readNewest')}
        </Button>
      </Group>
    </Alert>
  );
}
