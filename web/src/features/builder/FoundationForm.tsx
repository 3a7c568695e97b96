import { Autocomplete, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { flowCategoriesQuery } from '@/api/flows';
import classes from './builder.module.css';
import { AUDIENCES, type FoundationValues } from './foundation';
import { strings } from './strings';

/** What the flow is to be about. */
export function FoundationForm({ form }: { form: UseFormReturnType<FoundationValues> }) {
  const t = strings.useText();
  const categories = useQuery(flowCategoriesQuery);
  return (
    <Stack className={classes.narrow} mb="md">
      <TextInput
        label={t('flowName')}
        description={t('flowNameHelp')}
        required
        maxLength={255}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Autocomplete
        label={t('category')}
        maxLength={100}
        data={categories.data?.map(({ category }) => category) ?? []}
        comboboxProps={{ withinPortal: true }}
        {...form.getInputProps('category')}
      />
      <Textarea
        label={t('symptoms')}
        description={t('symptomsHelp')}
        autosize
        minRows={2}
        maxRows={8}
        {...form.getInputProps('symptoms')}
      />
      <Textarea
        label={t('environment')}
        description={t('environmentHelp')}
        autosize
        minRows={1}
        maxRows={5}
        maxLength={2000}
        {...form.getInputProps('environment')}
      />
      <Radio.Group label={t('audience')} {...form.getInputProps('audience')}>
        <Stack gap={6} mt={4}>
          {AUDIENCES.map((audience) => (
            <Radio key={audience} value={audience} label={t(`audience_${audience}`)} />
          ))}
        </Stack>
      </Radio.Group>
    </Stack>
  );
}
