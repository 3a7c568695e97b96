import { Button, Group, Modal, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { type FlowDetail, flowQuery, useChangeFlow } from '@/api/flows';
import { fieldErrorsOf, isProblem, troubleOf } from '@/api/problem';
import { DialogFoot } from '@/ui/DialogFoot';
import { ErrorState } from '@/ui/ErrorState';
import { notifyDone } from '@/ui/toast';
import { FlowFields, flowValues } from '../FlowFields';
import { strings } from '../strings';

const valuesOf = ({ title, description, category, tags }: FlowDetail) => ({
  title,
  description,
  category: category ?? '',
  tags,
});

/** Title, description, category and tags; says so when somebody else saved them meanwhile. */
export function DetailsDialog({ flow, onClose }: { flow: FlowDetail; onClose: () => void }) {
  const t = strings.useText();
  const client = useQueryClient();
  const change = useChangeFlow(flow.id);
  const form = useForm({ initialValues: valuesOf(flow) });
  const save = (version: number): void =>
    change.mutate(
      { version, change: flowValues(form.values) },
      {
        onSuccess: () => {
          notifyDone(t('detailsSaved'));
          onClose();
        },
        onError: (error) => form.setErrors(fieldErrorsOf(error)),
      },
    );
  const newest = (): Promise<FlowDetail> => client.fetchQuery({ ...flowQuery(flow.id), staleTime: 0 });
  const takeTheirs = async (): Promise<void> => {
    form.setValues(valuesOf(await newest()));
    change.reset();
  };
  const keepMine = async (): Promise<void> => save((await newest()).row_version);
  return (
    <Modal opened returnFocus={false} onClose={onClose} title={t('details')} size="lg">
      <form onSubmit={form.onSubmit(() => save(flow.row_version))}>
        <Stack>
          {isProblem(change.error, 412) && (
            <>
              <ErrorState trouble={{ title: t('detailsConflict'), detail: t('detailsConflictHelp') }} />
              <Group gap="xs">
                <Button variant="default" onClick={() => void takeTheirs()}>
                  {t('takeTheirs')}
                </Button>
                <Button variant="default" onClick={() => void keepMine()}>
                  {t('keepMine')}
                </Button>
              </Group>
            </>
          )}
          {change.error && !isProblem(change.error, 412) && <ErrorState trouble={troubleOf(change.error)} />}
          <FlowFields form={form} />
          <DialogFoot submit={t('save')} busy={change.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
