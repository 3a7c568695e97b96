import { NumberInput, TagsInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import { fieldErrorsOf, troubleOf } from '@/api/problem';
import { timeSettingsQuery, useChangeTimeSettings } from '@/api/texts';
import { Loaded } from '@/ui/Loaded';
import { notifyDone } from '@/ui/toast';
import { SettingsForm } from '../SettingsForm';
import { strings } from './strings';

/** Kinds of work, and to how many minutes proposed time is rounded up. */
export function TimeForm() {
  const query = useQuery(timeSettingsQuery);
  return (
    <Loaded query={query} explain={troubleOf}>
      {(settings) => <Form key={settings.version} settings={settings} reload={() => void query.refetch()} />}
    </Loaded>
  );
}

function Form({ settings, reload }: { settings: Schemas['TimeSettingsShown']; reload: () => void }) {
  const t = strings.useText();
  const change = useChangeTimeSettings(() => notifyDone(t('saved')));
  const form = useForm<{ work_types: string[]; rounding_minutes: number | string }>({
    initialValues: { work_types: settings.work_types, rounding_minutes: settings.rounding_minutes },
  });
  const submit = form.onSubmit((values) =>
    change.mutate(
      {
        version: settings.version,
        change: { ...values, rounding_minutes: Number(values.rounding_minutes) },
      },
      { onError: (error) => form.setErrors(fieldErrorsOf(error)) },
    ),
  );
  return (
    <SettingsForm
      title={t('timeTitle')}
      error={change.error}
      busy={change.isPending}
      onSubmit={submit}
      reload={reload}
    >
      <TagsInput
        label={t('workTypes')}
        description={t('workTypesHelp')}
        acceptValueOnBlur
        {...form.getInputProps('work_types')}
      />
      <NumberInput
        label={t('rounding')}
        min={1}
        max={60}
        allowDecimal={false}
        suffix={t('minutes')}
        required
        {...form.getInputProps('rounding_minutes')}
      />
    </SettingsForm>
  );
}
