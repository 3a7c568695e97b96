import {
  Autocomplete,
  Button,
  Group,
  Modal,
  Select,
  Stack,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FlowDetail, flowCategoriesQuery, flowQuery, useChangeFlow } from '@/api/flows';
import { fieldErrorsOf, isProblem, troubleOf } from '@/api/problem';
import { directoryQuery } from '@/api/users';
import { DialogFoot } from '@/ui/DialogFoot';
import { ErrorState } from '@/ui/ErrorState';
import { notifyDone } from '@/ui/toast';
import { strings } from './strings';

interface DetailsDialogProps {
  flow: FlowDetail;
  onClose: () => void;
}

const valuesOf = (flow: FlowDetail) => ({
  title: flow.title,
  description: flow.description,
  category: flow.category ?? '',
  tags: flow.tags,
  owner_user_id: flow.owner?.id ?? null,
});

/** Title, description, category, tags and owner; says so when somebody else saved meanwhile. */
export function DetailsDialog({ flow, onClose }: DetailsDialogProps) {
  const t = strings.useText();
  const client = useQueryClient();
  const change = useChangeFlow(flow.id);
  const form = useForm({ initialValues: valuesOf(flow) });
  const save = (version: number): void =>
    change.mutate(
      { version, change: { ...form.values, category: form.values.category.trim() || null } },
      {
        onSuccess: () => {
          notifyDone(t('saved'));
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
    <Modal opened onClose={onClose} title={t('editTitle')} size="lg">
      <form onSubmit={form.onSubmit(() => save(flow.row_version))}>
        <Stack>
          {isProblem(change.error, 412) ? (
            <Conflict takeTheirs={() => void takeTheirs()} keepMine={() => void keepMine()} />
          ) : (
            change.error && <ErrorState trouble={troubleOf(change.error)} />
          )}
          <Fields form={form} />
          <DialogFoot submit={t('save')} busy={change.isPending} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

function Conflict({ takeTheirs, keepMine }: { takeTheirs: () => void; keepMine: () => void }) {
  const t = strings.useText();
  return (
    <>
      <ErrorState trouble={{ title: t('conflictTitle'), detail: t('conflictHelp') }} />
      <Group gap="xs">
        <Button variant="default" onClick={takeTheirs}>
          {t('takeTheirs')}
        </Button>
        <Button variant="default" onClick={keepMine}>
          {t('keepMine')}
        </Button>
      </Group>
    </>
  );
}

function Fields({ form }: { form: ReturnType<typeof useForm<ReturnType<typeof valuesOf>>> }) {
  const t = strings.useText();
  const categories = useQuery(flowCategoriesQuery);
  const directory = useQuery(directoryQuery);
  return (
    <>
      <TextInput
        label={t('title')}
        required
        maxLength={255}
        data-autofocus
        {...form.getInputProps('title')}
      />
      <Textarea
        label={t('description')}
        description={t('descriptionHelp')}
        autosize
        minRows={3}
        maxRows={10}
        {...form.getInputProps('description')}
      />
      <Autocomplete
        label={t('category')}
        maxLength={100}
        data={categories.data?.map(({ category }) => category) ?? []}
        {...form.getInputProps('category')}
      />
      <TagsInput label={t('tags')} description={t('tagsHelp')} maxTags={20} {...form.getInputProps('tags')} />
      <Select
        label={t('ownerField')}
        description={t('ownerHelp')}
        data={directory.data?.map((person) => ({ value: person.id, label: person.name })) ?? []}
        searchable
        clearable
        {...form.getInputProps('owner_user_id')}
      />
    </>
  );
}
