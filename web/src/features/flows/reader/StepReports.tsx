import { Anchor, Badge, Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { FlowDetail } from '@/api/flows';
import { moreOf, rowsOf } from '@/api/paging';
import { troubleOf } from '@/api/problem';
import { flowReportsQuery, type ReportState, type StepReport, useSettleReport } from '@/api/stepReports';
import { Loaded } from '@/ui/Loaded';
import { Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import { notifyProblem, notifyUndo } from '@/ui/toast';
import classes from './reader.module.css';
import { reportStrings } from './reportStrings';

/** What first line says is wrong with steps of this flow; nothing while nobody has said anything. */
export function StepReports({ flow }: { flow: FlowDetail }) {
  const t = reportStrings.useText();
  const [state, setState] = useState<ReportState>('open');
  const waiting = useInfiniteQuery(flowReportsQuery(flow.id, 'open'));
  const settled = useInfiniteQuery({ ...flowReportsQuery(flow.id, 'done'), enabled: state === 'done' });
  const [everShown, setEverShown] = useState(false);
  const any = waiting.data !== undefined && rowsOf(waiting.data).length > 0;
  if (any && !everShown) setEverShown(true);
  if (!any && !everShown) return null;
  const query = state === 'open' ? waiting : settled;
  return (
    <Panel title={t('title')}>
      <SegmentedControl
        mb="sm"
        aria-label={t('which')}
        data={[
          { value: 'open', label: t('open') },
          { value: 'done', label: t('done') },
        ]}
        value={state}
        onChange={(value) => setState(value === 'done' ? 'done' : 'open')}
      />
      <Loaded query={query} explain={troubleOf} lines={3}>
        {(data) => (
          <Stack gap="sm">
            {rowsOf(data).length === 0 && (
              <Text size="sm">{t(state === 'open' ? 'noneOpen' : 'noneDone')}</Text>
            )}
            {rowsOf(data).map((one) => (
              <Report key={one.id} flow={flow} report={one} />
            ))}
            <More query={query} />
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

function More({ query }: { query: Parameters<typeof moreOf>[0] }) {
  const t = reportStrings.useText();
  const { loadMore, loadingMore } = moreOf(query);
  if (!loadMore) return null;
  return (
    <Button size="compact-sm" variant="subtle" loading={loadingMore} onClick={loadMore}>
      {t('more')}
    </Button>
  );
}

function Report({ flow, report }: { flow: FlowDetail; report: StepReport }) {
  const t = reportStrings.useText();
  const there = flow.tree?.nodes[report.node_id] !== undefined;
  return (
    <article className={classes.report}>
      <Text size="sm" c="dimmed">
        {there ? (
          <Anchor
            component={Link}
            to={`/flows/${flow.id}?step=${encodeURIComponent(report.node_id)}`}
            size="sm"
            aria-label={t('goTo', { step: report.node_text })}
          >
            {report.node_text}
          </Anchor>
        ) : (
          `${report.node_text} (${t('gone')})`
        )}
        {report.on_step > 1 && (
          <Badge ml="xs" color="yellow" variant="light">
            {t('onStep', { count: report.on_step })}
          </Badge>
        )}
      </Text>
      <Text className={classes.reportWords}>{report.text}</Text>
      {report.should_say && (
        <Text size="sm" className={classes.reportWords}>
          {t('should', { text: report.should_say })}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {report.reported_by ?? t('somebody')} · <Time iso={report.created_at} /> ·{' '}
        {t('version', { number: report.flow_version ?? 0 })}
        {report.done_by && ` · ${t('doneBy', { name: report.done_by })}`}
        {report.done_note && `: ${report.done_note}`}
      </Text>
      <Ways flow={flow} report={report} there={there} />
    </article>
  );
}

function Ways({ flow, report, there }: { flow: FlowDetail; report: StepReport; there: boolean }) {
  const t = reportStrings.useText();
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const settle = useSettleReport(flow.id, ({ report: settled, done }) => {
    setAsking(false);
    if (done) notifyUndo(t('isDone'), () => settle.mutateAsync({ report: settled, done: null }));
  });
  const refused = (error: Error): void => notifyProblem(troubleOf(error).detail, troubleOf(error).title);
  if (report.state === 'done') {
    return (
      <Button
        mt={6}
        size="compact-sm"
        variant="default"
        loading={settle.isPending}
        onClick={() => settle.mutate({ report, done: null }, { onError: refused })}
      >
        {t('reopen')}
      </Button>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        settle.mutate({ report, done: { note } }, { onError: refused });
      }}
    >
      {asking && (
        <TextInput
          mt={6}
          autoFocus
          label={t('note')}
          maxLength={4_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      <Group gap="xs" mt={6}>
        {there && (
          <Button
            size="compact-sm"
            component={Link}
            to={`/flows/${flow.id}/edit?step=${encodeURIComponent(report.node_id)}`}
          >
            {t('edit')}
          </Button>
        )}
        {asking ? (
          <Button key="send" type="submit" size="compact-sm" variant="default" loading={settle.isPending}>
            {t('markDone')}
          </Button>
        ) : (
          <Button key="ask" size="compact-sm" variant="default" onClick={() => setAsking(true)}>
            {t('markDone')}
          </Button>
        )}
        {report.walk_id && (
          <Anchor component={Link} to={`/walks/${report.walk_id}`} size="sm">
            {t('walk')}
          </Anchor>
        )}
      </Group>
    </form>
  );
}
