import { Autocomplete, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { flowCategoriesQuery } from '@/api/flows';
import { strings } from './strings';

export interface FlowValues {
  title: string;
  description: string;
  category: string;
  tags: string[];
}

/** What a form holds, as the API takes it. */
export function flowValues(values: FlowValues) {
  return { ...values, title: values.title.trim(), category: values.category.trim() || null };
}

/** What a flow is called, and what helps to find it. */
export function FlowFields({ form }: { form: ReturnType<typeof useForm<FlowValues>> }) {
  const t = strings.useText();
  const categories = useQuery(flowCategoriesQuery);
  return (
    <>
      <TextInput
        label={t('flowTitle')}
        description={t('flowTitleHelp')}
        required
        maxLength={255}
        data-autofocus
        {...form.getInputProps('title')}
      />
      <Autocomplete
        label={t('category')}
        maxLength={100}
        data={categories.data?.map(({ category }) => category) ?? []}
        {...form.getInputProps('category')}
      />
      <Textarea
        label={t('description')}
        description={t('descriptionHelp')}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={10_000}
        {...form.getInputProps('description')}
      />
      <TagsInput label={t('tags')} description={t('tagsHelp')} maxTags={20} {...form.getInputProps('tags')} />
    </>
  );
}
