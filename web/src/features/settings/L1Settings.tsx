import { MultiSelect, TagsInput, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import { flowCategoriesQuery } from '@/api/flows';
import { fieldErrorsOf, troubleOf } from '@/api/problem';
import { l1SettingsQuery, useChangeL1Settings } from '@/api/settings';
import { directoryQuery } from '@/api/users';
import { Loaded } from '@/ui/Loaded';
import { notifyDone } from '@/ui/toast';
import { SettingsForm } from './SettingsForm';
import { strings } from './strings';

export function L1Settings() {
  const query = useQuery(l1SettingsQuery);
  return (
    <Loaded query={query} explain={troubleOf}>
      {(settings) => (
        <L1Form key={settings.version} settings={settings} reload={() => void query.refetch()} />
      )}
    </Loaded>
  );
}

function L1Form({ settings, reload }: { settings: Schemas['L1SettingsShown']; reload: () => void }) {
  const t = strings.useText();
  const change = useChangeL1Settings(() => notifyDone(t('saved')));
  const directory = useQuery(directoryQuery);
  const known = useQuery(flowCategoriesQuery);
  const form = useForm({
    initialValues: {
      l1_categories: settings.l1_categories,
      default_escalation_recipient_ids: settings.default_escalation_recipient_ids,
    },
  });
  const submit = form.onSubmit((values) =>
    change.mutate(
      { version: settings.version, change: values },
      { onError: (error) => form.setErrors(fieldErrorsOf(error)) },
    ),
  );
  return (
    <SettingsForm error={change.error} busy={change.isPending} onSubmit={submit} reload={reload}>
      <TagsInput
        label={t('categories')}
        description={t('categoriesHelp')}
        acceptValueOnBlur
        data={known.data?.map(({ category }) => category) ?? []}
        {...form.getInputProps('l1_categories')}
      />
      <MultiSelect
        label={t('recipients')}
        description={t('recipientsHelp')}
        searchable
        data={directory.data?.map((person) => ({ value: person.id, label: person.name })) ?? []}
        {...form.getInputProps('default_escalation_recipient_ids')}
      />
      {form.values.default_escalation_recipient_ids.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('noRecipients')}
        </Text>
      )}
    </SettingsForm>
  );
}
