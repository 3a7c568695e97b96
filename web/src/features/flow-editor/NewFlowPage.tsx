import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useCreateFlow } from '@/api/flows';
import { useMay } from '@/api/me';
import { fieldErrorsOf, troubleOf } from '@/api/problem';
import { useActions } from '@/lib/keys/useActions';
import { BackLink } from '@/ui/BackLink';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { Keys } from '@/ui/Keys';
import { PageHeader } from '@/ui/PageHeader';
import { Panel } from '@/ui/Panel';
import { fresh } from './context';
import { FlowFields, type FlowValues, flowValues } from './FlowFields';
import { strings } from './strings';

const EMPTY: FlowValues = { title: '', description: '', category: '', tags: [] };

/** A new flow begins with its name; its steps are written on the next screen. */
export function NewFlowPage() {
  const t = strings.useText();
  const edits = useMay('edit_flows');
  return (
    <>
      <BackLink to="/flows">{t('library')}</BackLink>
      <PageHeader title={t('newFlow')} description={t('newHelp')} takeFocus={!edits} />
      {edits ? <NewFlow /> : <EmptyState sentence={t('notAllowed')} />}
    </>
  );
}

function NewFlow() {
  const t = strings.useText();
  const navigate = useNavigate();
  const form = useForm<FlowValues>({ initialValues: EMPTY });
  const create = useCreateFlow(({ id }) => {
    void navigate({ to: '/flows/$flowId/edit', params: { flowId: id }, replace: true });
  });
  const [root] = useState(fresh);
  const panel = useRef<HTMLFormElement>(null);
  useEffect(() => panel.current?.querySelector('input')?.focus(), []);
  const submit = form.onSubmit((values) =>
    create.mutate(
      { ...flowValues(values), tree: { root_id: root, nodes: {} } },
      { onError: (error) => form.setErrors(fieldErrorsOf(error)) },
    ),
  );
  useActions([
    {
      id: 'flow.create',
      label: t('create'),
      group: t('newFlow'),
      keys: 'mod+Enter',
      run: () => panel.current?.requestSubmit(),
    },
  ]);
  return (
    <Panel>
      <form ref={panel} onSubmit={submit}>
        <Stack maw={640}>
          {create.error && <ErrorState trouble={troubleOf(create.error)} />}
          <FlowFields form={form} />
          <Group>
            <Button type="submit" loading={create.isPending} rightSection={<Keys keys="mod+Enter" />}>
              {t('create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
